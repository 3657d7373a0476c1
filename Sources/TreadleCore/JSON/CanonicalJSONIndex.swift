/// Where the objects of a checked JSON text are, with their members in canonical order.
///
/// Found in one pass, so that writing the members in another order than that of the text needs no second look for where
/// values end. Arrays need no entry: they are written in the order of the text.
struct CanonicalJSONIndex {
    /// A member of an object.
    struct Member {
        /// Where its name starts in the text, at the quote.
        var nameStart: Int
        /// Its name, decoded: in the text, or behind its end in ``decodedNames``.
        var sortName: Range<Int>
        /// Where its value starts in the text.
        var valueStart: Int
        /// The first object at that place or after it.
        var object: Int
    }

    /// An object.
    struct Object {
        /// Its members in ``members``: sorted, each name once.
        var members: Range<Int>
        /// Where the text goes on after it.
        var end: Int
        /// The first object after it and all that is in it.
        var next: Int
    }

    private struct Container {
        /// The object; `nil` for an array.
        var object: Int?
        /// How many members of containers around it wait.
        var base: Int
    }

    /// In the order in which they start in the text.
    private(set) var objects: [Object] = []
    private(set) var members: [Member] = []
    private let text: UnsafeBufferPointer<UInt8>
    /// Names that have escapes, in UTF-8 that may hold surrogates: its byte order is that of code points.
    private var decodedNames: [UInt8] = []
    /// Members of the objects that are open.
    private var waiting: [Member] = []

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        var scanner = JSONScanner(text, limits: JSONLimits(maximumDepth: .max))
        // The text was checked: nothing is thrown.
        try? self.build(&scanner)
        self.waiting = []
    }

    private mutating func build(_ scanner: inout JSONScanner) throws(JSONError) {
        var open: [Container] = []
        values: while true {
            scanner.skipWhitespace()
            switch scanner.current {
            case UInt8(ascii: "{"):
                open.append(Container(object: self.objects.count, base: self.waiting.count))
                self.objects.append(Object(members: 0..<0, end: 0, next: 0))
                scanner.advance()
                scanner.skipWhitespace()
                if scanner.current != UInt8(ascii: "}") {
                    try self.readName(&scanner)
                    continue values
                }
            case UInt8(ascii: "["):
                open.append(Container(object: nil, base: self.waiting.count))
                scanner.advance()
                scanner.skipWhitespace()
                if scanner.current != UInt8(ascii: "]") { continue values }
            default:
                try scanner.skipScalar()
            }
            while let container = open.last {
                scanner.skipWhitespace()
                if scanner.current == UInt8(ascii: ",") {
                    scanner.advance()
                    if container.object != nil { try self.readName(&scanner) }
                    continue values
                }
                scanner.advance()
                open.removeLast()
                if let object = container.object { self.close(object, base: container.base, end: scanner.index) }
            }
            return
        }
    }

    private mutating func readName(_ scanner: inout JSONScanner) throws(JSONError) {
        scanner.skipWhitespace()
        let start = scanner.index
        try scanner.skipString()
        let inner = start + 1..<scanner.index - 1
        scanner.skipWhitespace()
        scanner.advance()
        scanner.skipWhitespace()
        self.waiting.append(
            Member(
                nameStart: start, sortName: self.sortName(inner), valueStart: scanner.index,
                object: self.objects.count))
    }

    private mutating func sortName(_ inner: Range<Int>) -> Range<Int> {
        guard self.text[inner].contains(UInt8(ascii: "\\")) else { return inner }
        let start = self.text.count + self.decodedNames.count
        JSONEscapes.decode(self.text[inner], into: &self.decodedNames)
        return start..<self.text.count + self.decodedNames.count
    }

    private mutating func close(_ object: Int, base: Int, end: Int) {
        let start = self.members.count
        let sorted = self.waiting[base...].sorted { left, right in
            let order = self.compare(left.sortName, right.sortName)
            return order == 0 ? left.valueStart < right.valueStart : order < 0
        }
        for (index, member) in sorted.enumerated() {
            // Of several members with a name the last one counts.
            if index + 1 < sorted.count, self.compare(member.sortName, sorted[index + 1].sortName) == 0 { continue }
            self.members.append(member)
        }
        self.waiting.removeSubrange(base...)
        self.objects[object] = Object(members: start..<self.members.count, end: end, next: self.objects.count)
    }

    /// Below, at or above 0, as the first name sorts before, like or after the second.
    private func compare(_ left: Range<Int>, _ right: Range<Int>) -> Int {
        self.withName(left) { left in
            self.withName(right) { right in
                for index in 0..<min(left.count, right.count) where left[index] != right[index] {
                    return Int(left[index]) - Int(right[index])
                }
                return left.count - right.count
            }
        }
    }

    private func withName<Result>(_ name: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let count = self.text.count
        guard name.lowerBound >= count else { return body(UnsafeBufferPointer(rebasing: self.text[name])) }
        return self.decodedNames.withUnsafeBufferPointer { names in
            body(UnsafeBufferPointer(rebasing: names[name.lowerBound - count..<name.upperBound - count]))
        }
    }
}

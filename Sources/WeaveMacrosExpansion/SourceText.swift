/// Source as it is kept with an op: the same code gives the same text, wherever it stands.
enum SourceText {
    /// Takes out what its place adds: the indentation that all lines but the first share, and how lines end.
    static func normalized(_ source: some Sequence<UInt8>) -> String {
        let lines = self.lines(of: source)
        let rest = lines.dropFirst().filter { !$0.allSatisfy(SwiftToken.isSpace) }
        var shared = rest.first.map { line in Array(line.prefix { $0 == 0x20 || $0 == 0x09 }) } ?? []
        for line in rest { shared.removeLast(shared.count - zip(shared, line).prefix { $0 == $1 }.count) }
        let text = lines.enumerated().map { index, line in
            if index == 0 { return line }
            return line.starts(with: shared) ? line.dropFirst(shared.count) : []
        }
        return String(decoding: Array(text.joined(separator: [0x0A])), as: UTF8.self)
    }

    private static func lines(of source: some Sequence<UInt8>) -> [ArraySlice<UInt8>] {
        var bytes: [UInt8] = []
        for byte in source {
            if byte == 0x0A, bytes.last == 0x0D { bytes.removeLast() }
            bytes.append(byte)
        }
        return bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    /// A literal of a text, on one line.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\t": literal += "\\t"
            case "\r": literal += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0).contains(scalar.value):
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}

package import TreadleCore

/// A way into a JSON value, ready to be walked: members by their exact names, elements by their places.
///
/// A name that an object has twice counts where it stands last, as Python and JavaScript read it.
package struct JSONPath: Sendable {
    /// A step: the name's bytes, and the place in a list where the name is a whole number.
    struct Step: Sendable {
        var name: [UInt8]
        var index: Int?
    }

    let steps: [Step]

    package init(_ steps: some Sequence<QueryField.PathStep>) {
        self.steps = steps.map { Step(name: [UInt8](utf8: $0.name), index: $0.index) }
    }

    /// The path as one text, so that it can be handed to a database as a value: each name behind its length in bytes
    /// and a colon. Every path has one text, and every text that this wrote is read back as the same path.
    package var encoded: [UInt8] {
        self.steps.flatMap { [UInt8](utf8: "\($0.name.count):") + $0.name }
    }

    /// Reads what ``encoded`` wrote; `nil` for anything else.
    package init?(encoded: some Collection<UInt8>) {
        var steps: [Step] = []
        var rest = Array(encoded)[...]
        while !rest.isEmpty {
            guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
                let count = Int(String(decoding: rest[..<colon], as: UTF8.self)), count >= 0,
                rest.endIndex - colon - 1 >= count
            else { return nil }
            let name = rest[(colon + 1)..<(colon + 1 + count)]
            let step = QueryField.PathStep(String(decoding: name, as: UTF8.self))
            steps.append(Step(name: Array(name), index: step.index))
            rest = rest[name.endIndex...]
        }
        self.steps = steps
    }

    /// The value there; `nil` where nothing is. A value `null` is a value.
    ///
    /// `json` must have been checked before; what was not gives some answer, and never reads outside.
    /// - Complexity: O(n), one pass; only what is found is copied.
    package func value(in json: UnsafeBufferPointer<UInt8>) -> RawJSON? {
        self.range(in: json).map { RawJSON(unchecked: Array(UnsafeBufferPointer(rebasing: json[$0]))[...]) }
    }

    func range(in json: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var cursor = JSONCursor(json)
        return cursor.range(at: self.steps[...])
    }
}

extension RawJSON {
    /// The value at the end of a path; `nil` where nothing is. It shares this value's storage.
    package func value(at path: JSONPath) -> RawJSON? {
        guard let range = self.bytes.withUnsafeBufferPointer({ path.range(in: $0) }) else { return nil }
        let start = self.bytes.startIndex
        return RawJSON(unchecked: self.bytes[(start + range.lowerBound)..<(start + range.upperBound)])
    }
}

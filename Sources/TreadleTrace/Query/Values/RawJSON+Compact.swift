package import TreadleCore

extension RawJSON {
    /// This value's JSON without white space between its parts, escaping only what must be; numbers as they are spelled.
    package var compactText: String {
        var output: [UInt8] = []
        output.reserveCapacity(self.bytes.count)
        self.bytes.withUnsafeBufferPointer { bytes in
            var cursor = JSONCursor(bytes)
            while !cursor.isAtEnd {
                switch cursor.current {
                case 0...0x20: cursor.advance()
                case UInt8(ascii: "\""):
                    let start = cursor.index
                    cursor.skipString()
                    output.append(unescaping: bytes[start..<cursor.index])
                case let byte:
                    output.append(byte)
                    cursor.advance()
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A text that two lists or objects share when they are equal: members sorted by name, of two members of one name
    /// only the last, numbers by their value.
    package var canonicalText: String {
        var output: [UInt8] = []
        self.appendCanonical(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// It calls itself for each level of nesting, which ``JSONLimits`` bounds.
    private func appendCanonical(to output: inout [UInt8]) {
        switch self.kind {
        case .object:
            var last: [ExactText: RawJSON] = [:]
            for (name, value) in self.members() { last[ExactText(name)] = value }
            output.append(UInt8(ascii: "{"))
            for (index, member) in last.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                output.append(contentsOf: RawJSON(string: member.key.text).bytes)
                output.append(UInt8(ascii: ":"))
                member.value.appendCanonical(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        case .array:
            output.append(UInt8(ascii: "["))
            for (index, element) in self.elements().enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.appendCanonical(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .string: output.append(unescaping: self.bytes)
        case .number:
            guard let number = self.queryNumber else { return output.append(contentsOf: self.bytes) }
            // 1.0 is 1.
            let whole = number.truncated
            output.append(contentsOf: (whole == number ? whole : number).text.utf8)
        case .boolean, .null: output.append(contentsOf: self.bytes)
        }
    }
}

extension [UInt8] {
    /// Adds a string, quotes included, with no more escapes than it needs.
    fileprivate mutating func append(unescaping quoted: some Collection<UInt8>) {
        guard quoted.contains(UInt8(ascii: "\\")) else { return self.append(contentsOf: quoted) }
        let text = RawJSON(unchecked: Array(quoted)[...]).string ?? ""
        self.append(contentsOf: RawJSON(string: text).bytes)
    }
}

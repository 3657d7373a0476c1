extension JSONValue {
    /// Bytes that are the same for values that JSON Schema calls equal: numbers by value, members in any order, strings
    /// by their scalars (Swift's own `==` also takes differently composed ones for equal).
    var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        self.appendCanonicalBytes(to: &bytes)
        return bytes
    }

    private func appendCanonicalBytes(to bytes: inout [UInt8]) {
        switch self {
        case .number(let number): bytes += Array(ExactDecimal(number).canonicalText.utf8)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for element in elements {
                element.appendCanonicalBytes(to: &bytes)
                bytes.append(UInt8(ascii: ","))
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for member in object.effectiveMembers.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                bytes += Array(RawJSON(.string(member.name)).bytes) + [UInt8(ascii: ":")]
                member.value.appendCanonicalBytes(to: &bytes)
                bytes.append(UInt8(ascii: ","))
            }
            bytes.append(UInt8(ascii: "}"))
        case .null, .boolean, .string: bytes += Array(RawJSON(self).bytes)
        }
    }
}

extension JSONObject {
    /// The members that count: of those with the same name the last, in the place of the first.
    var effectiveMembers: [Member] {
        var places: [String: Int] = [:]
        var effective: [Member] = []
        for member in self.members {
            if let place = places[member.name] {
                effective[place] = member
            } else {
                places[member.name] = effective.count
                effective.append(member)
            }
        }
        return effective
    }
}

extension JSONValue {
    /// Decodes a checked value.
    ///
    /// - Complexity: O(n), one pass. Recursion is bounded by the depth the value was checked against.
    public init(_ raw: RawJSON) {
        let decoded = raw.bytes.scanning { scanner in try? scanner.decodeValue(of: raw.bytes) }
        self = decoded ?? .null  // never: the text was checked
    }

    /// Parses a text.
    ///
    /// - Throws: ``JSONError`` when it is not exactly one JSON value within the limits.
    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        self.init(try RawJSON(text, limits: limits))
    }
}

extension JSONScanner {
    /// Decodes the value at the cursor; `text` is what this scanner walks over.
    fileprivate mutating func decodeValue(of text: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        self.skipWhitespace()
        let start = self.index
        switch self.current {
        case UInt8(ascii: "{"): return .object(JSONObject(try self.decodeMembers(of: text)))
        case UInt8(ascii: "["): return .array(try self.decodeElements(of: text))
        default:
            try self.skipScalar()
            let raw = RawJSON(unchecked: text[text.startIndex + start..<text.startIndex + self.index])
            switch raw.kind {
            case .string: return .string(raw.string ?? "")
            case .boolean: return .boolean(raw.boolean ?? false)
            case .number: return .number(JSONNumber(unchecked: raw.text))
            default: return .null
            }
        }
    }

    private mutating func decodeMembers(of text: ArraySlice<UInt8>) throws(JSONError) -> [JSONObject.Member] {
        var members: [JSONObject.Member] = []
        self.advance()
        self.skipWhitespace()
        while self.current != UInt8(ascii: "}") {
            self.skipWhitespace()
            let start = self.index
            try self.skipString()
            let name = RawJSON(unchecked: text[text.startIndex + start..<text.startIndex + self.index]).string ?? ""
            self.skipWhitespace()
            self.advance()
            members.append(JSONObject.Member(name, try self.decodeValue(of: text)))
            self.skipWhitespace()
            if self.current == UInt8(ascii: ",") { self.advance() }
        }
        self.advance()
        return members
    }

    private mutating func decodeElements(of text: ArraySlice<UInt8>) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        self.advance()
        self.skipWhitespace()
        while self.current != UInt8(ascii: "]") {
            elements.append(try self.decodeValue(of: text))
            self.skipWhitespace()
            if self.current == UInt8(ascii: ",") { self.advance() }
        }
        self.advance()
        return elements
    }
}

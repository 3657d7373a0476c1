/// Header fields in their order; names compare without case (RFC 9110, section 5.1).
public struct HTTPFields: Sendable, Hashable {
    /// One field line.
    public struct Field: Sendable, Hashable {
        /// The name as it was given.
        public var name: String
        /// The value, without white space around it.
        public var value: String

        /// Makes a field line.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The field lines as they stand.
    public private(set) var fields: [Field]

    /// Makes fields.
    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The first value of that name; setting it replaces all of them, `nil` takes them out.
    public subscript(_ name: String) -> String? {
        get { self.fields.first { Self.isSame($0.name, name) }?.value }
        set {
            guard let newValue else { return self.fields.removeAll { Self.isSame($0.name, name) } }
            if let index = self.fields.firstIndex(where: { Self.isSame($0.name, name) }) {
                self.fields[index].value = newValue
                let rest = self.fields[(index + 1)...].filter { !Self.isSame($0.name, name) }
                self.fields.replaceSubrange((index + 1)..., with: rest)
            } else {
                self.append(name, newValue)
            }
        }
    }

    /// All values of that name, in order.
    public func values(_ name: String) -> [String] {
        self.fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Adds a field line, beside others of the same name.
    public mutating func append(_ name: String, _ value: String) {
        self.fields.append(Field(name, value))
    }

    /// ASCII letters compared without case, everything else as it is.
    package static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (left.utf8, right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).allSatisfy { $0 == $1 || ($0 | 0x20 == $1 | 0x20 && ($0 | 0x20) &- 0x61 < 26) }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field($0.0, $0.1) })
    }
}

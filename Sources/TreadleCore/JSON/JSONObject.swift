/// The members of a JSON object in their order.
public struct JSONObject: Sendable, Hashable {
    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The member's name, escapes decoded.
        public var name: String
        /// The member's value.
        public var value: JSONValue

        /// Makes a member.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The members as they stand; a name may stand twice, and then the last one counts.
    public var members: [Member]

    /// Makes an object of members.
    public init(_ members: [Member] = []) {
        self.members = members
    }

    /// The member of that name; setting `nil` takes it out.
    ///
    /// - Complexity: O(n) in the number of members.
    public subscript(_ name: String) -> JSONValue? {
        get { self.members.last { $0.name.isSpelledLike(name) }?.value }
        set {
            guard let newValue else { return self.members.removeAll { $0.name.isSpelledLike(name) } }
            if let index = self.members.lastIndex(where: { $0.name.isSpelledLike(name) }) {
                self.members[index].value = newValue
            } else {
                self.members.append(Member(name, newValue))
            }
        }
    }

    /// The names in their order.
    public var names: [String] { self.members.map(\.name) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.members = elements.map { Member($0.0, $0.1) }
    }
}

extension String {
    /// Whether two names are the same to JSON: scalar for scalar. Swift also takes `é` for `e` with an accent.
    func isSpelledLike(_ other: String) -> Bool {
        // The first test is fast and refuses nearly all; the second refuses what only looks alike.
        self == other && self.utf8.elementsEqual(other.utf8)
    }
}

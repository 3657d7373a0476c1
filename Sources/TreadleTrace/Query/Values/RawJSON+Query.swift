package import TreadleCore

/// How conditions and sorting read a JSON value; see `docs/query-language.md`. `null` is no value anywhere.
extension RawJSON {
    /// Its value as a number: of a number, and of a text that spells one.
    package var queryNumber: QueryNumber? {
        switch self.kind {
        case .number: self.bytes.withUnsafeBufferPointer { QueryNumber(spelling: $0) }
        case .string: self.string.flatMap { QueryNumber(spelling: $0) }
        default: nil
        }
    }

    /// Its value as a Boolean: of true and false, of a number whether it is not 0, and of the texts `true` and `false`.
    package var queryBoolean: Bool? {
        switch self.kind {
        case .boolean: self.boolean
        case .number: self.queryNumber.map { !$0.isZero }
        case .string: self.string.flatMap { Bool(queryText: $0) }
        default: nil
        }
    }

    /// Its value as a text: a string's own, and the JSON of anything else in one line; see ``compactText``.
    package var queryText: String? {
        switch self.kind {
        case .null: nil
        case .string: self.string
        case .number, .boolean: self.text
        case .array, .object: self.compactText
        }
    }

    /// Its value as a time: of a number in unix seconds, and of a text that is one.
    package var queryTime: Timestamp? {
        switch self.kind {
        case .number: self.queryNumber.map { Timestamp(unixSeconds: $0) }
        case .string: self.string.flatMap { Timestamp(queryText: $0) }
        default: nil
        }
    }

    /// What it is sorted by: numbers come first, by value, then all other texts.
    package var querySortKey: QuerySortKey? {
        if let number = self.queryNumber { return .number(number) }
        return self.queryText.map { .text(ExactText($0)) }
    }
}

extension Bool {
    /// The texts that count as Booleans.
    package init?(queryText: String) {
        switch queryText {
        case "true": self = true
        case "false": self = false
        default: return nil
        }
    }
}

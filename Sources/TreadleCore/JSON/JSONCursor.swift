/// Walks over a JSON text once, and checks all of it on the way: for requests that are large.
///
/// ``RawJSON`` is checked first and taken apart afterwards, each part by a pass of its own; a cursor does all of that in
/// one. What it gives out is only known to be JSON, as a part: that the rest is, ``reading(_:limits:_:)`` says by
/// returning.
package struct JSONCursor: ~Copyable {
    private var scanner: JSONScanner
    private let text: ArraySlice<UInt8>

    private init(_ scanner: JSONScanner, over text: ArraySlice<UInt8>) {
        self.scanner = scanner
        self.text = text
    }

    /// Lends a cursor that stands before the text's value.
    ///
    /// What `body` does not take of that value is skipped.
    ///
    /// - Throws: ``JSONError`` when the text is not exactly one JSON value within the limits, or what `body` throws.
    package static func reading<Success>(
        _ text: ArraySlice<UInt8>, limits: JSONLimits = JSONLimits(),
        _ body: (inout JSONCursor) throws -> Success
    ) throws -> Success {
        try text.withUnsafeBufferPointer { bytes in
            var cursor = JSONCursor(JSONScanner(bytes, limits: limits), over: text)
            cursor.scanner.skipWhitespace()
            let success = try cursor.visitValue { try body(&$0) }
            cursor.scanner.skipWhitespace()
            guard cursor.scanner.isAtEnd else { throw cursor.scanner.failure("text after the value") }
            return success
        }
    }

    /// The kind of the value that comes next, by its first byte.
    package var kind: RawJSON.Kind { RawJSON.Kind(firstByte: self.scanner.current) }

    /// Takes the next value.
    package mutating func value() throws -> RawJSON {
        let start = self.scanner.index
        try self.scanner.skipValue()
        return RawJSON(unchecked: self.slice(from: start))
    }

    /// Takes the next value, an object, member by member. Values that `visit` does not take are skipped.
    ///
    /// - Throws: ``JSONError``, also where the next value is no object, or what `visit` throws.
    package mutating func forEachMember(_ visit: (Name, inout JSONCursor) throws -> Void) throws {
        try self.enter(UInt8(ascii: "{"), "an object")
        guard self.scanner.current != UInt8(ascii: "}") else { return self.leave() }
        while true {
            self.scanner.skipWhitespace()
            let start = self.scanner.index + 1
            try self.scanner.skipMemberName()
            // Behind the name stands its quote, then white space and the colon: look back for the quote.
            var end = self.scanner.index - 1
            while self.scanner.bytes[end] != UInt8(ascii: "\"") { end -= 1 }
            self.scanner.skipWhitespace()
            let name = Name(UnsafeBufferPointer(rebasing: self.scanner.bytes[start..<end]))
            try self.visitValue { try visit(name, &$0) }
            if try self.isAtEnd(UInt8(ascii: "}"), "',' or '}'") { return self.leave() }
        }
    }

    /// Takes the next value, an array, element by element. Elements that `visit` does not take are skipped.
    ///
    /// - Throws: ``JSONError``, also where the next value is no array, or what `visit` throws.
    package mutating func forEachElement(_ visit: (inout JSONCursor) throws -> Void) throws {
        try self.enter(UInt8(ascii: "["), "an array")
        guard self.scanner.current != UInt8(ascii: "]") else { return self.leave() }
        while true {
            self.scanner.skipWhitespace()
            try self.visitValue { try visit(&$0) }
            if try self.isAtEnd(UInt8(ascii: "]"), "',' or ']'") { return self.leave() }
        }
    }

    /// Takes the next value, an object, and gives some of its members, in the order of `names`; of two members of a
    /// name the last one.
    ///
    /// - Throws: ``JSONError``, also where the next value is no object.
    package mutating func values(for names: [StaticString]) throws -> [RawJSON?] {
        var found = [RawJSON?](repeating: nil, count: names.count)
        try self.forEachMember { name, cursor in
            guard let index = names.firstIndex(where: { name.spells($0) }) else { return }
            found[index] = try cursor.value()
        }
        return found
    }

    /// Skips the next value if `visit` leaves it.
    private mutating func visitValue<Success>(_ visit: (inout JSONCursor) throws -> Success) throws -> Success {
        let start = self.scanner.index
        let success = try visit(&self)
        if self.scanner.index == start { try self.scanner.skipValue() }
        return success
    }

    private mutating func enter(_ bracket: UInt8, _ expected: String) throws {
        guard self.scanner.current == bracket else { throw self.scanner.unexpected(expected) }
        guard self.scanner.limits.maximumDepth > 0 else {
            throw self.scanner.failure("nested too deep (the limit on JSON depth)")
        }
        self.scanner.limits.maximumDepth -= 1
        self.scanner.advance()
        self.scanner.skipWhitespace()
    }

    /// Passes over a comma; whether the container ends instead.
    private mutating func isAtEnd(_ bracket: UInt8, _ expected: String) throws -> Bool {
        self.scanner.skipWhitespace()
        if self.scanner.current == bracket { return true }
        guard self.scanner.current == UInt8(ascii: ",") else { throw self.scanner.unexpected(expected) }
        self.scanner.advance()
        return false
    }

    private mutating func leave() {
        self.scanner.limits.maximumDepth += 1
        self.scanner.advance()
    }

    private func slice(from start: Int) -> ArraySlice<UInt8> {
        self.text[self.text.startIndex + start..<self.text.startIndex + self.scanner.index]
    }
}

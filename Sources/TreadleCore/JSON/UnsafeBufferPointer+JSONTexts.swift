extension UnsafeBufferPointer<UInt8> {
    /// Visits the texts in a JSON value, at any depth, until `visit` returns `true`; names of members are none.
    ///
    /// They come as they are written between their quotes, escapes and all. Outside of strings nothing is checked: the
    /// bytes should be JSON, and if they are not, some texts may be missed.
    ///
    /// - Returns: Whether `visit` did.
    package func containsJSONText(where visit: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        var scanner = JSONScanner(self)
        while !scanner.isAtEnd {
            guard scanner.current == UInt8(ascii: "\"") else {
                scanner.advance()
                continue
            }
            let start = scanner.index + 1
            guard (try? scanner.skipString()) != nil else { return false }
            let text = UnsafeBufferPointer(rebasing: self[start..<scanner.index - 1])
            scanner.skipWhitespace()
            if scanner.current != UInt8(ascii: ":"), visit(text) { return true }
        }
        return false
    }
}

package import TreadleCore

extension RawJSON {
    /// Whether one of the strings anywhere inside, member names aside, is what is looked for.
    ///
    /// - Complexity: O(n), one pass, decoding only strings with escapes.
    package func contains(textWhere isWanted: (String) -> Bool) -> Bool {
        self.bytes.withUnsafeBufferPointer { bytes in
            var cursor = JSONCursor(bytes)
            while !cursor.isAtEnd {
                guard cursor.current == UInt8(ascii: "\"") else {
                    cursor.advance()
                    continue
                }
                let start = cursor.index
                cursor.skipString()
                let end = cursor.index
                cursor.skipWhitespace()
                if cursor.current == UInt8(ascii: ":") { continue }
                if let text = RawJSON(unchecked: Array(bytes[start..<end])[...]).string, isWanted(text) { return true }
            }
            return false
        }
    }
}

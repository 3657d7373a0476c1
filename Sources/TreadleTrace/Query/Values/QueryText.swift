/// Finds a text inside another one, byte for byte.
package enum QueryText {
    /// Whether `text` contains `substring`; where case does not count, both in Unicode's lower case.
    package static func contains(_ text: String, _ substring: String, ignoringCase: Bool) -> Bool {
        var text = ignoringCase ? text.lowercased() : text
        var substring = ignoringCase ? substring.lowercased() : substring
        return text.withUTF8 { text in substring.withUTF8 { Self.contains(text, $0) } }
    }

    /// Whether one text contains another one, byte for byte.
    ///
    /// - Complexity: O(n + m), whatever the texts (Knuth, Morris and Pratt).
    package static func contains(_ text: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = wanted.first else { return true }
        guard wanted.count <= text.count else { return false }
        var borders: [Int]?
        var matched = 0
        for byte in text {
            while matched > 0, wanted[matched] != byte {
                // Most texts are told apart by their first byte: the table is made when it is first asked for.
                if borders == nil { borders = Self.borders(of: wanted) }
                matched = borders?[matched - 1] ?? 0
            }
            if matched == 0 { guard byte == first else { continue } }
            matched += 1
            if matched == wanted.count { return true }
        }
        return false
    }

    /// For each prefix, how long its longest proper prefix is that it also ends with.
    private static func borders(of text: UnsafeBufferPointer<UInt8>) -> [Int] {
        var borders = [Int](repeating: 0, count: text.count)
        var length = 0
        for index in text.indices.dropFirst() {
            while length > 0, text[index] != text[length] { length = borders[length - 1] }
            if text[index] == text[length] { length += 1 }
            borders[index] = length
        }
        return borders
    }
}

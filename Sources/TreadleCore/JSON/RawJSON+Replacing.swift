#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension RawJSON {
    /// This value with the values of some members, at any depth, replaced; everything else keeps its bytes.
    ///
    /// - Parameters:
    ///   - replacement: What they become.
    ///   - isNamed: Tells by a name's UTF-8, escapes decoded, whether it is one of them.
    /// - Complexity: O(n). While no name is one of them, the text is only searched for colons.
    package func replacingValues(
        with replacement: RawJSON, ofMembersWhere isNamed: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> RawJSON {
        guard self.hasMember(where: isNamed) else { return self }
        var text: [UInt8] = []
        text.reserveCapacity(self.bytes.count)
        self.bytes.scanning { scanner in
            var copied = 0
            while !scanner.isAtEnd {
                guard scanner.current == UInt8(ascii: "\"") else {
                    scanner.advance()
                    continue
                }
                let name = scanner.index
                guard (try? scanner.skipString()) != nil else { break }
                let nameEnd = scanner.index
                scanner.skipWhitespace()
                guard scanner.current == UInt8(ascii: ":") else { continue }
                scanner.advance()
                let inner = UnsafeBufferPointer(rebasing: scanner.bytes[name + 1..<nameEnd - 1])
                guard Self.spells(inner, isNamed) else { continue }
                scanner.skipWhitespace()
                text.append(contentsOf: scanner.bytes[copied..<scanner.index])
                text.append(contentsOf: replacement.bytes)
                guard (try? scanner.skipValue()) != nil else { break }
                copied = scanner.index
            }
            text.append(contentsOf: scanner.bytes[copied...])
        }
        return RawJSON(unchecked: text[...])
    }

    /// Whether a member has such a name; where the text is no JSON, perhaps also where none has.
    private func hasMember(where isNamed: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        self.bytes.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return false }
            var from = 0
            // The C library looks at many bytes at a time, and few of them are colons.
            while let found = memchr(base + from, 0x3A, text.count - from) {
                let colon = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                from = colon + 1
                var end = colon - 1
                while end > 0, text[end] == 0x20 || (0x09...0x0D).contains(text[end]) { end -= 1 }
                guard end > 0, text[end] == UInt8(ascii: "\""), !Self.isEscaped(at: end, in: text),
                    let start = Self.startOfString(in: text, endingAt: end)
                else { continue }
                if Self.spells(UnsafeBufferPointer(rebasing: text[start..<end]), isNamed) { return true }
            }
            return false
        }
    }

    /// Where the text begins that a quote ends.
    private static func startOfString(in text: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> Int? {
        var index = end - 1
        while index >= 0 {
            if text[index] == UInt8(ascii: "\""), !self.isEscaped(at: index, in: text) { return index + 1 }
            index -= 1
        }
        return nil
    }

    /// Whether an odd number of backslashes stands before a byte.
    private static func isEscaped(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = index
        while start > 0, text[start - 1] == UInt8(ascii: "\\") { start -= 1 }
        return !(index - start).isMultiple(of: 2)
    }

    private static func spells(
        _ inner: UnsafeBufferPointer<UInt8>, _ isNamed: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        guard inner.contains(UInt8(ascii: "\\")) else { return isNamed(inner) }
        var decoded: [UInt8] = []
        JSONEscapes.decode(inner[...], into: &decoded)
        return decoded.withUnsafeBufferPointer(isNamed)
    }
}

extension RawJSON {
    /// The members of an object in their order, names decoded; empty for any other kind.
    ///
    /// - Complexity: O(n) in the length of the text.
    public func members() -> [(name: String, value: RawJSON)] {
        var members: [(name: String, value: RawJSON)] = []
        self.forEachMember { name, value in
            members.append((RawJSON(unchecked: name).string ?? "", RawJSON(unchecked: value)))
            return true
        }
        return members
    }

    /// The elements of an array; empty for any other kind.
    ///
    /// - Complexity: O(n) in the length of the text.
    public func elements() -> [RawJSON] {
        guard self.kind == .array else { return [] }
        var elements: [RawJSON] = []
        let start = self.bytes.startIndex
        self.bytes.scanning { scanner in
            scanner.advance()
            scanner.skipWhitespace()
            guard scanner.current != UInt8(ascii: "]") else { return }
            while true {
                scanner.skipWhitespace()
                let from = scanner.index
                guard (try? scanner.skipValue()) != nil else { return }
                elements.append(RawJSON(unchecked: self.bytes[start + from..<start + scanner.index]))
                scanner.skipWhitespace()
                guard scanner.current == UInt8(ascii: ",") else { return }
                scanner.advance()
            }
        }
        return elements
    }

    /// A member of an object; the last one where the name stands twice, as Python and JavaScript read it.
    ///
    /// - Complexity: O(n) in the length of the text.
    public subscript(_ name: String) -> RawJSON? {
        var found: ArraySlice<UInt8>?
        var name = name
        name.withUTF8 { wanted in
            self.forEachMember { quoted, value in
                if Self.spells(quoted, wanted) { found = value }
                return true
            }
        }
        return found.map(RawJSON.init(unchecked:))
    }

    /// Several members in one pass, in the order of `names`.
    ///
    /// - Complexity: O(n × names) in the number of members.
    public func values(for names: [StaticString]) -> [RawJSON?] {
        var found = [RawJSON?](repeating: nil, count: names.count)
        self.forEachMember { quoted, value in
            for (index, name) in names.enumerated()
            where Self.spells(quoted, UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) {
                found[index] = RawJSON(unchecked: value)
                break
            }
            return true
        }
        return found
    }

    /// Whether a member name, as written between quotes, says `wanted`. Escapes are decoded only where there are any.
    private static func spells(_ quoted: ArraySlice<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        let inner = quoted.dropFirst().dropLast()
        // An escape is longer than what it stands for, so of the same length are only names without escapes.
        if inner.count == wanted.count { return inner.elementsEqual(wanted) && !inner.contains(UInt8(ascii: "\\")) }
        guard inner.count > wanted.count, inner.contains(UInt8(ascii: "\\")) else { return false }
        return RawJSON(unchecked: quoted).string.map { Array($0.utf8).elementsEqual(wanted) } ?? false
    }

    /// Visits members as (quoted name, value) until `visit` returns `false`.
    private func forEachMember(_ visit: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool) {
        guard self.kind == .object else { return }
        let start = self.bytes.startIndex
        self.bytes.scanning { scanner in
            scanner.advance()
            scanner.skipWhitespace()
            guard scanner.current != UInt8(ascii: "}") else { return }
            while true {
                scanner.skipWhitespace()
                let nameStart = scanner.index
                guard (try? scanner.skipString()) != nil else { return }
                let nameEnd = scanner.index
                scanner.skipWhitespace()
                scanner.advance()
                scanner.skipWhitespace()
                let valueStart = scanner.index
                guard (try? scanner.skipValue()) != nil else { return }
                let name = self.bytes[start + nameStart..<start + nameEnd]
                guard visit(name, self.bytes[start + valueStart..<start + scanner.index]) else { return }
                scanner.skipWhitespace()
                guard scanner.current == UInt8(ascii: ",") else { return }
                scanner.advance()
            }
        }
    }

    /// This object with members set, in the place they have or at the end; `nil` takes one out.
    ///
    /// Everything else keeps its bytes. Of two changes to a name the last one wins. Any other kind of value is returned
    /// as it is.
    public func setting(_ changes: [(name: String, value: RawJSON?)]) -> RawJSON {
        guard self.kind == .object else { return self }
        var writer = JSONWriter(capacity: self.bytes.count + 64)
        var isWritten = [Bool](repeating: false, count: changes.count)
        /// Writes the change that counts for a name, the first time it is asked for.
        func write(_ last: Int) {
            guard !isWritten[last] else { return }
            isWritten[last] = true
            if let value = changes[last].value { writer.member(changes[last].name, value) }
        }
        writer.beginObject()
        self.forEachMember { quoted, value in
            let name = RawJSON(unchecked: quoted).string ?? ""
            if let last = changes.lastIndex(where: { $0.name.isSpelledLike(name) }) {
                // The first place is kept; a second member of that name would otherwise win over the change.
                write(last)
            } else {
                writer.member(quotedName: quoted, RawJSON(unchecked: value))
            }
            return true
        }
        for change in changes {
            if let last = changes.lastIndex(where: { $0.name.isSpelledLike(change.name) }) { write(last) }
        }
        writer.endObject()
        return RawJSON(unchecked: writer.bytes[...])
    }
}

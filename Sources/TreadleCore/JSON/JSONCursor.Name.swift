extension JSONCursor {
    /// A member's name as it stands in the text; to be used only while it is visited.
    package struct Name {
        /// What stands between the quotes.
        private let inner: UnsafeBufferPointer<UInt8>
        private let isEscaped: Bool

        init(_ inner: UnsafeBufferPointer<UInt8>) {
            self.inner = inner
            self.isEscaped = inner.contains(UInt8(ascii: "\\"))
        }

        /// Whether the name is `wanted`, which has no backslashes and no quotes.
        package func spells(_ wanted: StaticString) -> Bool {
            let wanted = UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)
            guard !self.isEscaped else { return self.text.utf8.elementsEqual(wanted) }
            return self.inner.count == wanted.count && self.inner.elementsEqual(wanted)
        }

        /// The name, escapes decoded.
        package var text: String {
            RawJSON(unchecked: ([UInt8(ascii: "\"")] + self.inner + [UInt8(ascii: "\"")])[...]).string ?? ""
        }
    }
}

extension RawJSON {
    /// This value in the one spelling that all of its spellings share, byte for byte Python's
    /// `json.dumps(json.loads(text), sort_keys=True)`.
    ///
    /// Members are sorted by code point, and of several with one name the last one counts. Text is ASCII, a lone
    /// surrogate kept as its escape. An integer keeps its digits, however many (Python stops at 4300), and any other
    /// number is the shortest one that reads as the same double, in Python's style; one beyond a double's range is
    /// `Infinity` or `-Infinity`, as there, so that the result is then no JSON.
    package func canonicalBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(self.bytes.count + self.bytes.count / 8)
        self.writeCanonically(to: &bytes)
        return bytes
    }

    /// Writes the canonical spelling.
    ///
    /// - Complexity: O(n log n). Recursion is bounded by the depth the value was checked against.
    func writeCanonically<Sink: CanonicalJSONSink & ~Copyable>(to sink: inout Sink) {
        self.bytes.withUnsafeBufferPointer { text in
            var writer = CanonicalJSONWriter(text)
            writer.write(to: &sink)
        }
    }
}

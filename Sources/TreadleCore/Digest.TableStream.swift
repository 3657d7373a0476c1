extension Digest {
    /// The name of a table whose rows' digests come part by part; see ``table(ofRows:)``.
    package struct TableStream: ~Copyable {
        private let stream = SHA256Stream()

        /// Starts with no rows.
        package init() {}

        /// Adds rows' digests.
        package func update(_ rowDigests: some Sequence<String>) {
            for var digest in rowDigests {
                digest.withUTF8 { self.stream.update(UnsafeRawBufferPointer($0)) }
            }
        }

        /// The name of a table of all that was added.
        package consuming func finish() -> String {
            let digits = [UInt8](utf8: "0123456789abcdef")
            let text = self.stream.finish().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            return String(decoding: text, as: UTF8.self)
        }
    }
}

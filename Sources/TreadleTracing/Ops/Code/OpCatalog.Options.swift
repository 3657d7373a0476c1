extension OpCatalog {
    /// How a catalogue publishes, waits and gives up.
    public struct Options: Sendable, Hashable {
        /// So many ops of which only the name is known get versions; further ones keep their plain names.
        ///
        /// Names that are made of data would otherwise make a version for each.
        public var maximumNames: Int = 1000
        /// So many versions of ops are published; those of further ops are not, and they keep their plain names.
        ///
        /// Ops that are made anew for each call, of names or code made of data, would otherwise make a version for each.
        public var maximumVersions: Int = 10_000
        /// The first wait before a version is published again; each further one is twice as long.
        public var retryDelay: Duration = .milliseconds(100)
        /// No wait between two attempts is longer, unless the server asks for it.
        public var maximumRetryDelay: Duration = .seconds(30)
        /// After ``OpCatalog/drain()``, what is not published within this time is given up.
        public var drainLimit: Duration = .seconds(10)

        /// Makes options with the defaults.
        public init() {}
    }
}

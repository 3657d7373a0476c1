public import TreadleCore

extension Tracer {
    /// What holds for all calls of a tracer.
    public struct Options: Sendable {
        /// The part of traces that is recorded, from 0 to 1; a trace is recorded whole or not at all.
        public var sampleRate: Double = 1
        /// Members that all calls get among their attributes, where nothing nearer sets them; an object, nothing secret.
        public var attributes: RawJSON = .emptyObject
        /// What is taken out of inputs and outputs.
        public var redaction = Redaction()
        /// A random number from 0 up to 1, for sampling.
        public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
        /// Tells the time.
        public var now: @Sendable () -> Timestamp = { Timestamp.now } {
            didSet { self.hasOwnSources = true }
        }
        /// Makes identifiers of calls, which should be UUIDs of version 7; a trace has its root's.
        public var makeID: @Sendable () -> String = { UUIDv7.make() } {
            didSet { self.hasOwnSources = true }
        }
        /// Gives ops their references; without it calls have the plain names of their ops.
        public var ops: (any OpRegistry)?

        /// Whether the time or the identifiers come from elsewhere.
        private var hasOwnSources = false

        /// Makes an identifier for a call that starts now: the clock, which was just looked at, is not asked again.
        func makeID(at now: Timestamp) -> String { self.hasOwnSources ? self.makeID() : UUIDv7.make(at: now) }

        /// Makes the default options.
        public init() {}
    }
}

public import TreadleCore
public import TreadleTracing

extension Weave {
    /// How a session traces, keeps, delivers and ends.
    public struct Options: Sendable {
        /// Where calls are kept on disk until they are delivered.
        public struct Spool: Sendable, Hashable {
            enum Kind: Hashable { case automatic, directory(String), none }

            let kind: Kind
            /// How much it may take.
            public var limits = FileCallSpool.Limits()

            /// For a server, a directory of its own below `$XDG_STATE_HOME/treadle/spool` or
            /// `~/.local/state/treadle/spool`, for this user alone; for a store in this process, none.
            ///
            /// Where it cannot be made, the log says so and calls are kept in memory alone.
            public static let automatic = Spool(kind: .automatic)

            /// In a directory, which is made where it is missing; a start fails where that is impossible.
            ///
            /// Several processes may have the same if they trace to the same server with the same key: each delivers what
            /// dead ones left there.
            public static func directory(_ path: String) -> Spool { Spool(kind: .directory(path)) }

            /// In memory alone: a kill of the process loses what is pending.
            public static let none = Spool(kind: .none)

            private init(kind: Kind) { self.kind = kind }
        }

        /// What a start does when it cannot reach its server, or is not let in.
        public struct Unavailability: Sendable, Hashable {
            enum Kind { case fail, goOnUntraced, goOnAndSpool }

            let kind: Kind

            /// It throws.
            public static let fail = Unavailability(kind: .fail)
            /// It says so in the log and returns a session that traces nothing. The next start tries again.
            public static let goOnUntraced = Unavailability(kind: .goOnUntraced)
            /// It says so in the log and traces all the same: calls wait in the spool, and go out when the server answers,
            /// in this process or at a later start of the same project. For servers that are away, and projects that were
            /// named with their entity; whatever else is wrong still fails.
            public static let goOnAndSpool = Unavailability(kind: .goOnAndSpool)
        }

        /// The part of traces that is recorded, from 0 to 1; a trace is recorded whole or not at all.
        public var sampleRate: Double = 1
        /// Members that all calls get among their attributes, where nothing nearer sets them; an object, nothing secret.
        public var attributes: RawJSON = .emptyObject
        /// What is taken out of inputs and outputs.
        public var redaction = Redaction()
        /// Whether ops are published with their code.
        public var capturesCode: Bool = true
        /// Where calls are kept on disk until they are delivered.
        public var spool = Spool.automatic
        /// How calls are batched, sent again and given up.
        public var batching = CallBatcher.Options()
        /// Is told of drops, and of a server that fails; warnings go to standard error unless set.
        public var logger = Logger(label: "weave", handler: JSONLogHandler(logLevel: .warning))
        /// Whether what is pending is delivered when the process exits, for up to ``exitTimeout``.
        public var flushesAtExit: Bool = true
        /// Whether what is pending is delivered before SIGTERM, SIGINT or SIGHUP ends the process, for up to
        /// ``exitTimeout``. A signal that the program handles or ignores itself is left alone, and so are all in the first
        /// process of a container, which the kernel does not end by them.
        public var flushesOnSignals: Bool = true
        /// How long the end of the process waits for the delivery; what is then left stays in the spool. A second signal
        /// does not wait.
        public var exitTimeout: Duration = .seconds(5)
        /// Whether the project is looked up, and made where it is missing.
        public var ensuresProjectExists: Bool = true
        /// Whether the address of the project's page is written to standard error at the start. `WEAVE_SILENT=true` keeps
        /// it off, too.
        public var showsLink: Bool = true
        /// How long a start may take in all.
        public var startTimeout: Duration = .seconds(10)
        /// What a start does when it cannot reach its server, or is not let in.
        public var whenUnavailable = Unavailability.fail

        /// What is around a session: replaced in tests.
        package var surroundings = Surroundings()

        /// Makes options with the defaults.
        public init() {}
    }
}

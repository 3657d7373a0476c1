internal import Synchronization
public import TreadleCore
public import TreadleTrace

/// Gives ops their references, and publishes their code behind.
///
/// An op's digest is worked out here, the way servers do, so that a call never waits for one: a reference is right
/// before its version is published. It is worked out once for each op; from then on asking for it takes no lock. The
/// code is what ``OpSource/text`` says, or else is cut out of the file, where that is there; otherwise a line stands for
/// it that says so. The version changes when and only when that text does.
public final class OpCatalog: OpRegistry, Service {
    /// A place in a program: ops that are made there again and again are one.
    private struct Place: Hashable {
        let filePath: String
        let line: Int
        let name: String
    }

    struct State {
        var queue = Queue()
        var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
        var nextFlush = 0
        var known: Set<String> = []
        /// Whether an op was refused as one too many.
        var isFull = false
    }

    private enum Added {
        case before, now
        case not(isFirst: Bool)
    }

    private struct Names {
        var references: [String: String] = [:]
        var places: [Place: String] = [:]
    }

    let projectID: String
    let store: any FileStore & ObjectStore
    let options: Options
    let clock: any Clock<Duration>
    let logger: Logger
    let jitter: @Sendable () -> Double
    private let readFile: @Sendable (String) -> [UInt8]?
    private let session = SessionNumber.next()
    private let names = Mutex(Names())
    let state = Mutex(State())
    let wakeUp = WakeSignal()
    let draining = WakeSignal()
    /// Raised to end the wait before a next attempt.
    let hurry = WakeSignal()

    /// Makes a catalogue; nothing is published before it runs.
    ///
    /// - Parameters:
    ///   - projectID: The project of the ops, as `entity/name`.
    ///   - store: Where their code goes.
    ///   - options: How it publishes, waits and gives up.
    ///   - clock: Measures the waits.
    ///   - logger: Is told of versions that are not published.
    ///   - jitter: A random number from 0 to 1.
    public convenience init(
        projectID: String, store: any FileStore & ObjectStore, options: Options = Options(),
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger = .silent,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.init(
            projectID: projectID, store: store, options: options, clock: clock, logger: logger, jitter: jitter,
            readFile: SourceFile.read)
    }

    package init(
        projectID: String, store: any FileStore & ObjectStore, options: Options, clock: any Clock<Duration>,
        logger: Logger, jitter: @escaping @Sendable () -> Double, readFile: @escaping @Sendable (String) -> [UInt8]?
    ) {
        self.projectID = projectID
        self.store = store
        self.options = options
        self.clock = clock
        self.logger = logger
        self.jitter = jitter
        self.readFile = readFile
    }

    public func reference(to op: OpSource) -> String {
        op.references.value(for: self.session) {
            guard op.text == nil, !op.filePath.isEmpty else { return self.add(op) }
            let place = Place(filePath: op.filePath, line: op.line, name: op.name)
            if let known = self.names.withLock({ $0.places[place] }) { return known }
            let reference = self.add(op)
            self.names.withLock { if $0.places.count < 10_000 { $0.places[place] = reference } }
            return reference
        }
    }

    public func reference(toOpNamed name: String) -> String {
        let (known, isFull) = self.names.withLock { names in
            (names.references[name], names.references.count >= self.options.maximumNames)
        }
        if let known { return known }
        guard !isFull else { return name }
        let reference = self.add(OpSource(name: name))
        self.names.withLock { $0.references[name] = reference }
        return reference
    }

    /// Works out an op's version, and has it published, once.
    private func add(_ op: OpSource) -> String {
        let version = OpVersion(op, readFile: self.readFile)
        let reference = version.reference(in: self.projectID)
        let added = self.state.withLock { state -> Added in
            if state.known.contains(reference) { return .before }
            guard state.known.count < self.options.maximumVersions else {
                defer { state.isFull = true }
                return .not(isFirst: !state.isFull)
            }
            state.known.insert(reference)
            state.queue.add(version)
            return .now
        }
        switch added {
        case .before: return reference
        case .now:
            self.wakeUp.raise()
            return reference
        case .not(let isFirst):
            if isFirst {
                self.logger.warning(
                    "there are too many versions of ops, further ones have their plain names",
                    metadata: ["limit": "\(self.options.maximumVersions)", "op": op.name])
            }
            return op.name
        }
    }
}

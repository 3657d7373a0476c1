internal import FoundationEssentials
internal import TreadleBackend
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace
internal import TreadleTraceHTTP
internal import TreadleTraceSQLite
internal import TreadleTracing

/// What records calls and finds them again, as the configuration says.
struct TraceParts: Sendable {
    let store: SQLiteTraceStore
    /// Removes what a project keeps no longer.
    let expiry: ExpiredCallRemoval
    let feed: CallFeed
    let batcher: CallBatcher
    let tracer: Tracer
    let responder: TraceResponder

    /// Opens the store and the spool in the data directory, which is made where it is missing.
    init(_ configuration: ServerConfiguration, callers: CallerDirectory, logger: Logger) throws {
        let directory = configuration.dataDirectory
        try Self.makeDirectory(directory)
        var storeOptions = SQLiteTraceStore.Options()
        storeOptions.durability = configuration.durability == .full ? .full : .normal
        self.store = try SQLiteTraceStore(path: configuration.storePath, options: storeOptions)
        self.expiry = ExpiredCallRemoval(self.store, logger: logger)
        self.feed = CallFeed()
        let observed = ObservedCallStore(self.store, feed: self.feed)
        let spool = try FileCallSpool(
            directory: configuration.spoolPath,
            limits: FileCallSpool.Limits(totalBytes: configuration.spoolBytes), logger: logger)
        var batchOptions = CallBatcher.Options()
        batchOptions.drainLimit = configuration.shutdownTimeout
        self.batcher = CallBatcher(
            store: observed, spool: spool, options: batchOptions, logger: logger)
        self.tracer =
            configuration.isTracing
            ? Tracer(projectID: configuration.project, recorder: self.batcher) : Tracer.disabled
        self.responder = TraceResponder(
            self.store,
            calls: FlushedCallStore(observed, batcher: self.batcher),
            feed: self.feed, options: Self.options(configuration, callers: callers))
    }

    private static func options(
        _ configuration: ServerConfiguration, callers: CallerDirectory
    ) -> TraceResponder.Options {
        var options = TraceResponder.Options()
        options.bodyLimit = configuration.maxTraceBodyBytes
        options.totalBodyLimit = 2 * configuration.maxTraceBodyBytes
        options.userID = { callers.name(of: $0) }
        options.entity = String(configuration.project.prefix { $0 != "/" })
        options.version = Treadle.version
        return options
    }

    /// Whether a path belongs to the trace API.
    static func handles(_ path: String) -> Bool { TraceResponder.handles(path: path) }

    /// Makes the data directory, readable for its owner alone: it will hold what people asked and were told.
    private static func makeDirectory(_ path: String) throws {
        var isDirectory = false
        guard !FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            guard isDirectory else {
                throw CommandLineError(.unavailable, "\(path) is not a directory; set TREADLE_DATA_DIR to another path")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandLineError(.unavailable, "\(path) cannot be made; set TREADLE_DATA_DIR to a path that can")
        }
    }
}

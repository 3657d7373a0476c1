internal import TreadleCore
internal import TreadleTracing

extension Weave {
    /// The session that runs; `nil` before the first start, between sessions, and after ``finish()``.
    public static var session: Session? { SessionHolder.ofThisProcess.session }

    /// Starts tracing: from then on this process's calls go there.
    ///
    /// When the same project is traced to the same place already, it only returns that session, whatever the options. A
    /// session of another project, or to another place, is ended first. Starts at the same time are one start. A failed
    /// start leaves no session, and may be tried again.
    ///
    /// At a server it finds out who it is where the project is named without its entity, and makes sure that the project
    /// is there; in all it takes up to ``Options/startTimeout``. `WEAVE_DISABLED=true` in the environment traces nothing.
    ///
    /// - Parameters:
    ///   - project: `entity/project`, or `project` alone; then the entity is `WANDB_ENTITY`, or the one that the server
    ///     takes for the key's. `era` unless given.
    ///   - destination: Where calls go; what the environment says unless given.
    ///   - options: How they are traced and delivered.
    /// - Returns: The session, also found as ``session``.
    /// - Throws: ``WeaveError``, which says what to try; `CancellationError` when the task is cancelled, which does not
    ///   concern others who wait for the same start.
    @discardableResult
    public static func start(
        _ project: String? = nil, to destination: Destination = .environment, options: Options = Options()
    ) async throws -> Session {
        try await SessionHolder.ofThisProcess.start(SessionOpener(project, to: destination, options))
    }

    /// Returns the session that runs, whatever its project, or starts one as ``start(_:to:options:)`` does.
    ///
    /// From anywhere, any number of times, at the same time, too: there is one start.
    ///
    /// - Throws: As ``start(_:to:options:)``.
    @discardableResult
    public static func ensureStarted(
        _ project: String? = nil, to destination: Destination = .environment, options: Options = Options()
    ) async throws -> Session {
        if let session = self.session { return session }
        return try await SessionHolder.ofThisProcess.start(
            SessionOpener(project, to: destination, options), acceptsAny: true)
    }

    /// Returns when everything recorded before is delivered; at once when there is no session.
    ///
    /// - Throws: As ``Session/flush(timeout:)``.
    public static func flush(timeout: Duration = .seconds(10)) async throws {
        try await self.session?.flush(timeout: timeout)
    }

    /// Delivers what is there and ends the session, if there is one; see ``Session/finish()``.
    ///
    /// Nothing is traced from then on, until the next start.
    public static func finish() async {
        await SessionHolder.ofThisProcess.finish()
    }
}

internal import TreadleCore
internal import TreadleTracing

extension Weave {
    /// Traces an operation, and nothing else, with a session of its own: for tests, and for services.
    ///
    /// Calls that start within `operation`, in its child tasks, too, go there, whatever the process's own session is. The
    /// session is finished when the operation has ended, however it ended: what could be delivered is.
    ///
    /// - Parameters: As for ``start(_:to:options:)``.
    /// - Throws: What ``start(_:to:options:)`` throws, and what `operation` throws, untouched.
    public static func withSession<Success>(
        _ project: String? = nil, to destination: Destination = .environment, options: Options = Options(),
        operation: (Session) async throws -> Success
    ) async throws -> Success {
        let session = try await SessionOpener(project, to: destination, options).open()
        do {
            let result = try await withTracer(session.tracer) { try await operation(session) }
            await session.finish()
            return result
        } catch {
            await session.finish()
            throw error
        }
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension RemoteTraceServer {
    /// Sends a request and reads its answer; again, where that may help and does no harm.
    ///
    /// Cancelling the task ends the attempt under way, and the pause between two.
    func exchange<Success>(
        _ request: RemoteRequest, _ read: (HTTPBody) async throws -> Success
    ) async throws -> Success {
        var attempts = 0
        while true {
            attempts += 1
            let failure: FailedAttempt
            do {
                return try await read(self.attempt(request))
            } catch let failed as FailedAttempt {
                failure = failed
            } catch let error as TraceError {
                failure = FailedAttempt(error)
            }
            let mayRepeat = failure.isPassing && (request.isRepeatable || failure.didNothing)
            let pause =
                mayRepeat
                ? self.options.retries.pause(afterAttempts: attempts, asked: failure.pause, chance: self.chance()) : nil
            guard let pause else { throw failure.error }
            try await self.clock.sleep(for: pause)
        }
    }

    /// Sends a request and returns its answer once that is known to be a success.
    func send(_ method: HTTPMethod, _ path: String, accepting mediaType: String) async throws -> HTTPBody {
        var request = RemoteRequest(method, path)
        request.mediaType = mediaType
        return try await self.exchange(request) { $0 }
    }

    /// An error of a body that broke off.
    func failure(_ error: HTTPError) -> TraceError {
        TraceError(
            .unavailable, "the trace server at \(self.baseURL) broke off its answer: \(error.message)", cause: error)
    }

    /// An answer that is not what the protocol says.
    func nonsense(_ error: (any Error)? = nil) -> TraceError {
        TraceError(
            .unavailable, "the trace server at \(self.baseURL) answered what is not Weave's protocol; check the URL",
            cause: error)
    }
}

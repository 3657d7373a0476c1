import Synchronization
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// A server that answers from a list, and a client of it whose pauses pass at once.
final class RetryingMill: Sendable {
    /// What a request is answered.
    enum Answer: Sendable {
        case status(Int, HTTPFields = [:])
        case failure(HTTPError.Code)
        case json(String)
        /// The start of an answer, and then the connection ends.
        case broken(String)
    }

    let server: RemoteTraceServer
    private let transport: ScriptedTransport
    private let clock = PassingClock()

    init(_ answers: Answer..., policy: RetryPolicy = .standard) {
        let rest = RestOfAnswers(answers)
        self.transport = ScriptedTransport { _ in try rest.next() }
        var options = RemoteTraceServer.Options()
        options.retries = policy
        self.server = RemoteTraceServer(
            baseURL: "http://mill.example", transport: self.transport, options: options, clock: self.clock,
            chance: { 1 })
    }

    /// How long it paused, each time.
    var pauses: [Duration] { self.clock.sleeps.withLock { $0 } }
    var requests: [HTTPRequest] { self.transport.requests }

    func bodies() async throws -> [ArraySlice<UInt8>] {
        var bodies: [ArraySlice<UInt8>] = []
        for request in self.requests { bodies.append(try await request.body.collect(upTo: 1 << 20)) }
        return bodies
    }

    private final class RestOfAnswers: Sendable {
        private let answers: Mutex<[Answer]>

        init(_ answers: [Answer]) { self.answers = Mutex(answers) }

        func next() throws -> HTTPResponse {
            switch self.answers.withLock({ $0.isEmpty ? .status(404) : $0.removeFirst() }) {
            case .status(let status, let headers): return HTTPResponse(status, headers: headers)
            case .failure(let code): throw HTTPError(code, "the line is down")
            case .json(let text): return HTTPResponse(200, body: .text(text))
            case .broken(let text): return HTTPResponse(200, body: .stream(BrokenBody(text)))
            }
        }
    }

    private final class BrokenBody: HTTPBodyStream {
        private let part: Mutex<ArraySlice<UInt8>?>

        init(_ text: String) { self.part = Mutex(Array(text.utf8)[...]) }

        func next() async throws -> ArraySlice<UInt8>? {
            let part = self.part.withLock { part in
                defer { part = nil }
                return part
            }
            guard let part else { throw HTTPError(.brokenOff, "the line went down") }
            return part
        }

        func cancel() {}
    }
}

/// A clock on which every sleep ends at once.
private final class PassingClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: self.offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - self.offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    let sleeps = Mutex<[Duration]>([])

    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        self.sleeps.withLock { $0.append(deadline.offset) }
    }
}

import Glibc
import Synchronization
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer

/// Answers with a closure.
struct ClosureResponder: HTTPResponder {
    let answer: @Sendable (HTTPRequest) async -> HTTPResponse

    init(_ answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) { self.answer = answer }

    func respond(to request: HTTPRequest) async -> HTTPResponse { await self.answer(request) }
}

/// Runs blocking code beside the cooperative pool.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        let start = ThreadStart { continuation.resume(with: Swift.Result { try body() }) }
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { pointer in
                Unmanaged<ThreadStart>.fromOpaque(pointer!).takeRetainedValue().body()
                return nil
            }, Unmanaged.passRetained(start).toOpaque())
        pthread_detach(thread)
    }
}

private final class ThreadStart: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Runs a server around a client's dialogue, and drops it afterwards.
func withServer<Result: Sendable>(
    _ configure: (inout HTTPServerConfiguration) -> Void = { _ in },
    webSockets: (any WebSocketHandler)? = nil,
    answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse = { _ in .text("warp") },
    _ dialogue: @escaping @Sendable (HTTPServer) throws -> Result
) async throws -> Result {
    var configuration = HTTPServerConfiguration()
    configure(&configuration)
    let server = HTTPServer(
        configuration: configuration, responder: ClosureResponder(answer), webSockets: webSockets, logger: .silent)
    try server.start()
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            do { try await server.run() } catch is CancellationError {}
        }
        let result = await Swift.Result { try await onThread { try dialogue(server) } }
        group.cancelAll()
        try await group.waitForAll()
        return try result.get()
    }
}

extension Result where Failure == any Error {
    /// The outcome of async work.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

/// Something that threads write down.
final class Recorded<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }
}

/// A number that threads count up.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int { self.number.load(ordering: .relaxed) }
    func count(_ more: Int = 1) { self.number.add(more, ordering: .relaxed) }
}

/// Something that happens once, for a thread to wait for.
final class Event: Sendable {
    private let happened = Mutex<ContinuousClock.Instant?>(nil)

    func fire() { self.happened.withLock { $0 = $0 ?? .now } }

    /// When it happened; `nil` if it has not within a minute.
    func wait() -> ContinuousClock.Instant? {
        _ = self.hasHappened(within: .seconds(60))
        return self.happened.withLock { $0 }
    }

    /// Waits for it so long.
    func hasHappened(within span: Duration) -> Bool {
        let deadline = ContinuousClock.now + span
        while ContinuousClock.now < deadline {
            if self.happened.withLock({ $0 }) != nil { return true }
            usleep(500)
        }
        return false
    }
}

/// Waits until a number stays the same for a tenth of a second.
func settled(_ number: () -> Int) -> Int {
    var last = number()
    while true {
        usleep(100_000)
        let next = number()
        if next == last { return next }
        last = next
    }
}

/// Waits until something holds, a minute at most.
func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
        if condition() { return true }
        usleep(500)
    }
    return condition()
}

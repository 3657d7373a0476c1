import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTracing

@testable import Weave

@Suite(.timeLimit(.minutes(1))) struct SessionHolderTests {
    /// Opens when it is told to.
    private final class Gate: Sendable {
        private let stream: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation
        init() { (self.stream, self.continuation) = AsyncStream.makeStream() }
        func open() { self.continuation.finish() }
        func wait() async { for await _ in self.stream {} }
    }

    /// The projects of the tracers that were used, in order.
    private final class Uses: Sendable {
        private let uses = Mutex<[String]>([])
        var all: [String] { self.uses.withLock { $0 } }
        var holder: SessionHolder { SessionHolder { tracer in self.uses.withLock { $0.append(tracer.projectID) } } }
    }

    private func opener(_ project: String, _ mill: Mill, _ destination: Weave.Destination = .mill()) throws
        -> SessionOpener
    {
        try SessionOpener(project, to: destination, mill.options())
    }

    @Test func `a thousand tasks are one start`() async throws {
        let mill = Mill()
        let uses = Uses()
        let holder = uses.holder
        let opener = try self.opener("looms", mill)
        let sessions = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
            for index in 0..<1000 {
                group.addTask { ObjectIdentifier(try await holder.start(opener, acceptsAny: index % 2 == 0)) }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(sessions.count == 1)
        #expect(try await mill.operations() == ["DefaultEntity", "Project"])
        #expect(mill.paths.filter { $0.hasSuffix("/server_info") }.count == 1)
        await holder.finish()
        #expect(uses.all == ["treadle/looms", ""])
    }

    @Test func `the same start is the same session, also by its whole name`() async throws {
        let mill = Mill()
        let holder = Uses().holder
        let first = try await holder.start(try self.opener("looms", mill))
        let again = try await holder.start(try self.opener("treadle/looms", mill))
        #expect(first === again && holder.session === first)
        #expect(mill.transport.requests.count == 3)
        await holder.finish()
        #expect(holder.session == nil)
    }

    @Test func `another project ends the first session, delivered`() async throws {
        let mill = Mill()
        let uses = Uses()
        let holder = uses.holder
        let first = try await holder.start(try self.opener("mill/looms", mill))
        first.tracer.withCall("weave_cloth") { _ in }
        let second = try await holder.start(try self.opener("mill/dyes", mill))
        #expect(first.counts.stored == 1)
        #expect(try await mill.store.calls(matching: CallQuery(projectID: "mill/looms")).count == 1)
        #expect(second.project == "mill/dyes" && holder.session === second)
        await holder.finish()
        #expect(uses.all == ["mill/looms", "", "mill/dyes", ""])
    }

    @Test func `another key, and another store, are another session`() async throws {
        let mill = Mill()
        let holder = Uses().holder
        let destinations: [Weave.Destination] = [
            .mill("warp"), .mill("weft"), .store(mill.store), .store(InMemoryTraceStore()), .disabled,
        ]
        var sessions: [Weave.Session] = []
        for destination in destinations {
            sessions.append(try await holder.start(try self.opener("mill/looms", mill, destination)))
            #expect(try await holder.start(try self.opener("mill/looms", mill, destination)) === sessions.last)
        }
        #expect(Set(sessions.map { ObjectIdentifier($0) }).count == destinations.count)
        await holder.finish()
    }

    @Test func `whoever ensures that there is one gets the one that runs`() async throws {
        let mill = Mill()
        let holder = Uses().holder
        let first = try await holder.start(try self.opener("mill/looms", mill))
        #expect(try await holder.start(try self.opener("mill/dyes", mill), acceptsAny: true) === first)
        await holder.finish()
    }

    @Test func `a failed start fails for all who joined it, and the next one may succeed`() async throws {
        let isUp = Atomic(false)
        let asked = Gate()
        let go = Gate()
        let mill = Mill { _ in
            guard !isUp.load(ordering: .relaxed) else { return nil }
            asked.open()
            await go.wait()
            throw HTTPError(.unreachable, "mill.example does not accept connections")
        }
        let holder = Uses().holder
        let opener = try self.opener("mill/looms", mill)
        let first = Task { try await holder.start(opener) }
        await asked.wait()
        let second = Task { try await holder.start(opener) }
        go.open()
        for task in [first, second] {
            let error = await #expect(throws: WeaveError.self) { try await task.value }
            #expect(error?.code == .unreachable)
        }
        #expect(holder.session == nil)
        isUp.store(true, ordering: .relaxed)
        #expect(try await holder.start(opener).project == "mill/looms")
        await holder.finish()
    }

    @Test func `one waiter's cancellation is nobody else's`() async throws {
        let asked = Gate()
        let go = Gate()
        let mill = Mill { _ in
            asked.open()
            await go.wait()
            return nil
        }
        let holder = Uses().holder
        let opener = try self.opener("mill/looms", mill)
        let first = Task { try await holder.start(opener) }
        await asked.wait()
        // Begins at once to run on this task, and joins before the first is cancelled.
        async let second = holder.start(opener)
        async let third = holder.start(opener, acceptsAny: true)
        while holder.waiterCount < 3 { await Task.yield() }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        go.open()
        #expect(try await second === third)
        await holder.finish()
    }

    @Test func `a start that everybody gave up is cancelled, and leaves room for the next`() async throws {
        let asked = Gate()
        let isUp = Atomic(false)
        let mill = Mill { _ in
            guard !isUp.load(ordering: .relaxed) else { return nil }
            asked.open()
            // Until it is cancelled.
            try await Task.sleep(for: .seconds(3600))
            return nil
        }
        let holder = Uses().holder
        let opener = try self.opener("mill/looms", mill)
        let first = Task { try await holder.start(opener) }
        await asked.wait()
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        isUp.store(true, ordering: .relaxed)
        #expect(try await holder.start(opener).isEnabled)
        await holder.finish()
    }

    @Test func `a task that is cancelled starts nothing`() async throws {
        let mill = Mill()
        let holder = Uses().holder
        let opener = try self.opener("mill/looms", mill)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await holder.start(opener)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(mill.transport.requests.isEmpty)
    }

    @Test func `ends and starts at once leave one session, or none`() async throws {
        let mill = Mill()
        let holder = Uses().holder
        let openers = [try self.opener("mill/looms", mill), try self.opener("mill/dyes", mill)]
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<300 {
                group.addTask {
                    if index % 3 == 2 { return await holder.finish() }
                    let session = try? await holder.start(openers[index % 3])
                    session?.tracer.withCall("weave_cloth") { _ in }
                }
            }
        }
        await holder.finish()
        #expect(holder.session == nil)
        // Each session that was opened was closed again.
        #expect(mill.lines.all.count { $0.hasPrefix("weave: View") } == mill.lines.all.count { $0 == "closed" })
    }

    @Test func `a session that went on untraced is tried again by the next start`() async throws {
        let isUp = Atomic(false)
        let mill = Mill { _ in
            guard isUp.load(ordering: .relaxed) else { throw HTTPError(.unreachable, "the mill is closed") }
            return nil
        }
        var options = mill.options()
        options.whenUnavailable = .goOnUntraced
        let opener = try SessionOpener("mill/looms", to: .mill(), options)
        let holder = Uses().holder
        let untraced = try await holder.start(opener)
        #expect(!untraced.isEnabled)
        #expect(try await holder.start(opener, acceptsAny: true) === untraced)
        isUp.store(true, ordering: .relaxed)
        #expect(try await holder.start(opener).isEnabled)
        await holder.finish()
    }
}

import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTracing

@testable import Weave

@Suite(.timeLimit(.minutes(1))) struct WithSessionTests {
    private struct Snag: Error {}

    private func names(_ store: InMemoryTraceStore, _ project: String = "mill/looms") async throws -> [String] {
        try await store.calls(matching: CallQuery(projectID: project)).map(\.traceName)
    }

    @Test func `calls go to a store in this process`() async throws {
        let mill = Mill()
        let inner = try await Weave.withSession("mill/looms", to: .store(mill.store), options: mill.options()) {
            session in
            withCall("weave_cloth") { _ in }
            #expect(session.project == "mill/looms")
            #expect(session.url == nil)
            return Tracer.current.projectID
        }

        #expect(inner == "mill/looms")
        #expect(try await self.names(mill.store) == ["weave_cloth"])
        #expect(mill.transport.requests.isEmpty)
        #expect(mill.lines.all.isEmpty)
    }

    @Test func `calls go to a server`() async throws {
        let mill = Mill()
        try await Weave.withSession("mill/looms", to: .mill(), options: mill.options()) { session in
            withCall("weave_cloth") { _ in }
            try await session.flush()
            #expect(session.counts.stored == 1)
            #expect(try await self.names(mill.store) == ["weave_cloth"])
            withCall("full_cloth") { _ in }
        }

        #expect(try await self.names(mill.store) == ["weave_cloth", "full_cloth"])
        #expect(mill.paths.prefix(2) == ["/traces/server_info", "/graphql"])
        #expect(try await mill.operations() == ["Project"])
        #expect(mill.lines.all == ["weave: View Weave data at http://mill.example:8080/mill/looms/weave", "closed"])
    }

    @Test func `what was traced is delivered when the operation throws`() async throws {
        let mill = Mill()
        await #expect(throws: Snag.self) {
            try await Weave.withSession("mill/looms", to: .mill(), options: mill.options()) { _ in
                try withCall("weave_cloth") { _ in throw Snag() }
            }
        }

        #expect(try await self.names(mill.store) == ["weave_cloth"])
        #expect(mill.lines.all.last == "closed")
    }

    @Test func `what was traced is delivered when the task is cancelled`() async throws {
        let mill = Mill()
        let task = Task {
            try await Weave.withSession("mill/looms", to: .mill(), options: mill.options()) { _ in
                withCall("weave_cloth") { _ in }
                withUnsafeCurrentTask { $0?.cancel() }
                try Task.checkCancellation()
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }

        #expect(try await self.names(mill.store) == ["weave_cloth"])
        #expect(mill.lines.all.last == "closed")
    }

    @Test func `a session that is let go of delivers what it has, and closes`() async throws {
        let mill = Mill()
        var options = mill.options()
        options.batching.interval = .seconds(3600)
        let (closed, close) = AsyncStream.makeStream(of: Void.self)
        let transport = mill.transport
        options.surroundings.network = { Surroundings.Network(transport, close: { close.finish() }) }
        func traceAndForget() async throws {
            let session = try await SessionOpener("mill/looms", to: .mill(), options).open()
            session.tracer.withCall("weave_cloth") { _ in }
        }
        try await traceAndForget()
        for await _ in closed {}
        #expect(try await self.names(mill.store) == ["weave_cloth"])
    }

    @Test func `the code of ops is published with the calls`() async throws {
        let mill = Mill()
        var options = mill.options()
        options.capturesCode = true
        let weave = Op("weave_cloth", inputs: "warp") { (warp: String) in warp + " cloth" }
        try await Weave.withSession("mill/looms", to: .mill(), options: options) { session in
            #expect(weave("linen") == "linen cloth")
            try await session.flush()
            let client = try #require(session.client)
            let call = try #require(await client.calls(limit: 1).first)
            #expect(call.opName.hasPrefix("weave:///mill/looms/op/weave_cloth:"))
            #expect(try await client.object(try ObjectRef(call.opName)).objectID == "weave_cloth")
        }
    }

    @Test func `only what is inside is traced`() async throws {
        let mill = Mill()
        try await Weave.withSession("mill/looms", to: .store(mill.store), options: mill.options()) { _ in }
        withCall("weave_cloth") { _ in }

        #expect(try await self.names(mill.store).isEmpty)
    }

    @Test func `a project is named by what is known of it`() async throws {
        let mill = Mill()
        let options = mill.options(["WANDB_ENTITY": "mill"])
        try await Weave.withSession("looms", to: .store(mill.store), options: options) { session in
            #expect(session.project == "mill/looms")
        }
        try await Weave.withSession(to: .store(mill.store), options: mill.options()) { session in
            #expect(session.project == "treadle/era")
        }
        try await Weave.withSession("looms", to: .mill(), options: mill.options()) { session in
            #expect(session.project == "treadle/looms")
        }

        #expect(try await mill.operations() == ["DefaultEntity", "Project"])
    }

    @Test func `nothing is traced where that is asked for`() async throws {
        let mill = Mill()
        let inputs = { () -> RawJSON in
            Issue.record("inputs were made for a call that is not recorded")
            return .emptyObject
        }
        try await Weave.withSession("mill/looms", to: .disabled, options: mill.options()) { session in
            #expect(!session.isEnabled && !Tracer.current.isEnabled)
            withCall("weave_cloth", inputs: inputs()) { _ in }
            try await session.flush()
        }
        let options = mill.options(["WEAVE_DISABLED": "True"])
        try await Weave.withSession("mill/looms", to: .store(mill.store), options: options) { session in
            #expect(!session.isEnabled && session.project.isEmpty && session.store == nil)
            withCall("weave_cloth", inputs: inputs()) { _ in }
        }

        #expect(try await self.names(mill.store).isEmpty)
        #expect(mill.transport.requests.isEmpty)
    }

    @Test func `a flush that takes too long says what waits, and delivery goes on`() async throws {
        let clock = TestClock()
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let mill = Mill { request in
            guard request.target.hasSuffix("/calls/complete") || request.target.contains("upsert_batch") else {
                return nil
            }
            ask.yield()
            return HTTPResponse(503)
        }
        var options = mill.options(clock: clock)
        options.batching.drainLimit = .zero
        try await Weave.withSession("mill/looms", to: .mill(), options: options) { session in
            withCall("weave_cloth") { _ in }
            let flush = Task { try await session.flush(timeout: .seconds(7)) }
            var requests = asked.makeAsyncIterator()
            await requests.next()
            var sleeps = clock.sleeps.makeAsyncIterator()
            while let duration = await sleeps.next(), duration != .seconds(7) {}
            clock.advance(by: .seconds(7))
            let error = await #expect(throws: WeaveError.self) { try await flush.value }
            #expect(error?.code == .timedOut)
            #expect(error?.message.contains("1 wait in memory") == true)
            #expect(session.counts.pending == 1 && session.counts.isFailing)
        }
    }

    @Test func `a value too large for W&B's server goes into a file, also by way of the spool`() async throws {
        let home = try ScratchHome()
        let mill = Mill()
        var options = mill.options()
        options.spool = .directory("\(home.path)/spool")
        let pattern = String(repeating: "over under ", count: 400_000)
        try await Weave.withSession("mill/looms", to: .mill(), options: options) { session in
            session.tracer.withCall("draw", inputs: ["pattern": pattern, "ends": 400]) { _ in }
            session.tracer.withCall("weave_cloth", inputs: ["ends": 400]) { _ in }
        }
        let calls = try await mill.store.calls(matching: CallQuery(projectID: "mill/looms"))
        let drawn = try #require(calls.first { $0.opName == "draw" })
        #expect(drawn.inputs["ends"]?.integer == 400)
        #expect(drawn.inputs["pattern"]?["weave_type"]?["type"]?.string?.hasSuffix("Content") == true)
        #expect(calls.first { $0.opName == "weave_cloth" }?.inputs.text == #"{"ends":400}"#)
        #expect(try await mill.store.totalFileSize(in: "mill/looms") > pattern.utf8.count)
    }
}

import Synchronization
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTracing

@Suite(.timeLimit(.minutes(1))) struct OpCatalogTests {
    private let store = InMemoryTraceStore()

    private func catalog(
        _ store: (any FileStore & ObjectStore)? = nil, options: OpCatalog.Options = .init(),
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger = .silent,
        file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) -> OpCatalog {
        OpCatalog(
            projectID: "mill/looms", store: store ?? self.store, options: options, clock: clock, logger: logger,
            jitter: { 1 }, readFile: file)
    }

    private func code(of reference: String) async throws -> String {
        let name = try #require(reference.split(separator: "/").last).split(separator: ":")
        let key = ObjectKey(projectID: "mill/looms", objectID: String(name[0]), version: String(name[1]))
        let object = try await self.store.object(key, metadataOnly: false, includingTagsAndAliases: false)
        #expect(object.digest == name[1])
        let file = try #require(object.value?["files"]?["obj.py"]?.string)
        return String(decoding: try await self.store.chunk(ofFile: file, in: "mill/looms", from: 0), as: UTF8.self)
    }

    /// What Python's client works out for the same code.
    @Test func `digests are those of Weave's clients`() {
        let version = OpVersion(name: "weave", code: #"let weave = Op("weave") { 7 }"#)
        #expect(version.fileDigest == "KXkyLA5xW6sFXU5AG0I7xc2vU6IBwcoIHLFx5wvrsII")
        #expect(version.digest == "MCoi1gDfrjPMtQy1NpgHUTGi8YHeXOXpKMEfnIescso")
        #expect(
            version.reference(in: "mill/looms")
                == "weave:///mill/looms/op/weave:MCoi1gDfrjPMtQy1NpgHUTGi8YHeXOXpKMEfnIescso")
    }

    @Test func `calls have their op's reference, and its code is published behind, once`() async throws {
        let catalog = self.catalog()
        let recorder = RecordingRecorder()
        var options = Tracer.Options()
        options.ops = catalog
        let tracer = Tracer(projectID: "mill/looms", recorder: recorder, options: options)
        let weave = Op("weave cloth", source: OpSource(name: "weave cloth", text: "func weave() {}")) { 7 }
        withTracer(tracer) {
            for _ in 0..<3 { _ = weave() }
            withCall("spin") { _ in }
            withCall("weave:///mill/looms/op/other:abc") { _ in }
            withCall("ignored", inputs: RawJSON.emptyObject) { _ in }
        }
        async let running: Void = catalog.run()
        try await catalog.flush()
        let names = recorder.calls.map(\.opName)
        #expect(Set(names.prefix(3)).count == 1)
        #expect(try await self.code(of: names[0]) == "func weave() {}")
        #expect(names[0].hasPrefix("weave:///mill/looms/op/weave-cloth:"))
        #expect(try await self.code(of: names[3]) == "// The code of spin was not captured.")
        #expect(names[4] == "weave:///mill/looms/op/other:abc")
        let objects = try await self.store.objects(matching: ObjectQuery(projectID: "mill/looms"))
        #expect(objects.map(\.objectID).sorted() == ["ignored", "spin", "weave-cloth"])
        catalog.drain()
        try await running
    }

    @Test func `a version changes when and only when the code does`() {
        let file = Mutex("let a = Op(\"a\") { 1 }\nlet b = 1\n")
        func reference(capturing: Bool = true, line: Int = 1) -> String {
            let catalog = self.catalog(file: { _ in file.withLock { Array($0.utf8) } })
            return catalog.reference(
                to: OpSource(name: "a", filePath: "/mill/Looms.swift", line: line, capturesCode: capturing))
        }
        let first = reference()
        file.withLock { $0 = "import Weave\n\n    let a = Op(\"a\") { 1 }\n" }
        #expect(reference(line: 3) == first)
        file.withLock { $0 = "let a = Op(\"a\") { 2 }\n" }
        #expect(reference() != first)
        let without = reference(capturing: false)
        file.withLock { $0 = "let a = Op(\"a\") { 3 }\n" }
        #expect(reference(capturing: false) == without)
    }

    @Test func `the code of an op is found in its own file`() async throws {
        let catalog = OpCatalog(projectID: "mill/looms", store: self.store)
        let weave = Op(
            "weave", inputs: "warp"
        ) { (warp: String) in
            warp + "()"
        }
        let reference = catalog.reference(to: weave.source)
        async let running: Void = catalog.run()
        try await catalog.flush()
        let code = try await self.code(of: reference)
        #expect(code.hasPrefix("let weave = Op(\n    \"weave\""))
        #expect(code.hasSuffix("    warp + \"()\"\n}"))
        catalog.drain()
        try await running
    }

    @Test func `an op that is made again in the same place is not worked out again`() {
        let reads = Mutex(0)
        let catalog = self.catalog(file: { _ in
            reads.withLock { $0 += 1 }
            return Array("Op(\"a\") { 1 }".utf8)
        })
        let references = (0..<5).map { _ in
            catalog.reference(to: OpSource(name: "a", filePath: "/mill/Looms.swift", line: 1))
        }
        #expect(Set(references).count == 1)
        #expect(reads.withLock { $0 } == 1)
    }

    @Test func `two sessions at once each get their own references`() {
        let source = OpSource(name: "a", text: "a()")
        let one = self.catalog()
        let other = OpCatalog(projectID: "mill/dyes", store: self.store)
        for _ in 0..<3 {
            #expect(one.reference(to: source).hasPrefix("weave:///mill/looms/op/a:"))
            #expect(other.reference(to: source).hasPrefix("weave:///mill/dyes/op/a:"))
        }
    }

    @Test func `names beyond the limit stay plain`() {
        var options = OpCatalog.Options()
        options.maximumNames = 2
        let catalog = self.catalog(options: options)
        #expect(catalog.reference(toOpNamed: "a").hasPrefix("weave:"))
        #expect(catalog.reference(toOpNamed: "b").hasPrefix("weave:"))
        #expect(catalog.reference(toOpNamed: "c") == "c")
        #expect(catalog.reference(toOpNamed: "a").hasPrefix("weave:"))
        #expect(catalog.reference(to: OpSource(name: "c")).hasPrefix("weave:"))
    }

    @Test func `a server that fails is tried again, with longer and longer waits`() async throws {
        let clock = TestClock()
        var sleeps = clock.sleeps.makeAsyncIterator()
        let log = RecordingLogHandler()
        let failing = FailingObjects(
            self.store,
            failures: [
                TraceError(.unavailable, "away"), TraceError(.storageFailed, "full"), TraceError(.unavailable, "away"),
            ])
        let catalog = self.catalog(failing, clock: clock, logger: Logger(label: "ops", handler: log))
        let reference = catalog.reference(to: OpSource(name: "a", text: "a()"))
        async let running: Void = catalog.run()
        for wait in [100, 200, 400] {
            #expect(await sleeps.next() == .milliseconds(wait))
            clock.advance(by: .milliseconds(wait))
        }
        try await catalog.flush()
        #expect(try await self.code(of: reference) == "a()")
        #expect(log.lines.map { $0.prefix(5) } == ["warni", "debug", "debug"])
        catalog.drain()
        try await running
    }

    @Test func `a version that is refused does not hold up others`() async throws {
        let log = RecordingLogHandler()
        let failing = FailingObjects(self.store, failures: [TraceError(.unprocessable, "no such name")])
        let catalog = self.catalog(failing, logger: Logger(label: "ops", handler: log))
        _ = catalog.reference(to: OpSource(name: "a", text: "a()"))
        let second = catalog.reference(to: OpSource(name: "b", text: "b()"))
        async let running: Void = catalog.run()
        try await catalog.flush()
        #expect(try await self.code(of: second) == "b()")
        #expect(log.lines == ["warning the server refused an op's code"])
        catalog.drain()
        try await running
    }

    @Test func `draining gives up after its limit, and flushes end`() async throws {
        let clock = TestClock()
        let failing = FailingObjects(
            self.store, failures: .init(repeating: TraceError(.unavailable, "away"), count: 1000))
        let catalog = self.catalog(failing, clock: clock)
        var sleeps = clock.sleeps.makeAsyncIterator()
        _ = catalog.reference(to: OpSource(name: "a", text: "a()"))
        async let running: Void = catalog.run()
        _ = await sleeps.next()
        catalog.drain()
        // The one for the limit, and the one after the attempt that is made at once.
        #expect(await [sleeps.next(), sleeps.next()].contains(.seconds(10)))
        async let flushed: (any Error)? = {
            do { try await catalog.flush() } catch { return error }; return nil
        }()
        clock.advance(by: .seconds(10))
        try await running
        #expect((await flushed as? WeaveError)?.code == .stopped)
        _ = catalog.reference(to: OpSource(name: "b", text: "b()"))
        await #expect(throws: WeaveError.self) { try await catalog.flush() }
    }

    @Test func `a flush that is cancelled ends, and one with nothing to wait for is over at once`() async throws {
        let catalog = self.catalog()
        try await catalog.flush()
        _ = catalog.reference(to: OpSource(name: "a", text: "a()"))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await catalog.flush() }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
    }

    @Test func `ops without end do not make versions without end, and it is said once`() {
        var options = OpCatalog.Options()
        options.maximumVersions = 3
        let log = RecordingLogHandler()
        let catalog = self.catalog(options: options, logger: Logger(label: "ops", handler: log))
        let references = (0..<6).map { catalog.reference(to: OpSource(name: "weave \($0)", text: "weave()")) }
        #expect(references.map { $0.hasPrefix("weave:") } == [true, true, true, false, false, false])
        #expect(references.suffix(3) == ["weave 3", "weave 4", "weave 5"])
        // Those that are known stay so.
        #expect(catalog.reference(to: OpSource(name: "weave 0", text: "weave()")) == references[0])
        #expect(log.lines.count == 1)
    }

    @Test func `draining tries once more at once`() async throws {
        let clock = TestClock()
        let failing = FailingObjects(self.store, failures: [TraceError(.unavailable, "away")])
        let catalog = self.catalog(failing, clock: clock)
        var sleeps = clock.sleeps.makeAsyncIterator()
        let reference = catalog.reference(to: OpSource(name: "a", text: "a()"))
        async let running: Void = catalog.run()
        _ = await sleeps.next()
        catalog.drain()
        // The clock stands still.
        try await running
        #expect(try await self.code(of: reference) == "a()")
    }
}

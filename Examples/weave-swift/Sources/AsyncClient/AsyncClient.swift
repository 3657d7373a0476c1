import Weave

/// Traced calls, and a client that saves, gets, queries and annotates.
///
///     WANDB_BASE_URL=http://127.0.0.1:8080 WANDB_API_KEY=any swift run AsyncClient
@main
struct AsyncClient {
    static let add = Op("my_async_function", inputs: "x", "y") { (x: Int, y: Int) async throws -> Int in
        try await Task.sleep(for: .milliseconds(1))
        return x + y
    }

    static func main() async throws {
        let mill = Mill()
        try await Weave.withSession("mill/looms") { session in
            print("sum:", try await self.add(5, 3))
            print("concurrently:", try await mill.process(["linen", "wool", "silk"]).joined(separator: "; "))
            do {
                _ = try await mill.weave("torn warp")
            } catch {
                print("error:", error)
            }
            try await session.flush()
        }
        // A client needs no session, and closes at the end of its scope on every path.
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            try await self.saveAndGet(client)
            try await self.query(client)
            try await self.clean(client)
        }
    }

    static func saveAndGet(_ client: AsyncWeaveClient) async throws {
        let pattern = Pattern(name: "damask", width: 140.5)
        let ref = try await client.save(pattern, name: "my-object")
        print("got back:", try await client.get(ref, as: Pattern.self) == pattern)
        let table = try await client.table("patterns", rows: [pattern, Pattern(name: "twill", width: 90)])
        print("rows:", try await client.rowCount(of: table))
        print("objects:", try await client.objects(limit: 10).map(\.objectID).filter { !$0.contains("_") }.sorted())
    }

    static func query(_ client: AsyncWeaveClient) async throws {
        print("first ten:", try await client.calls(limit: 10).count)
        var names: [String] = []
        for try await call in client.callsStream(filter: CallFilter(rootsOnly: true)) { names.append(call.traceName) }
        print("roots:", names.joined(separator: ", "))
        var sizes: [Int] = []
        for try await batch in client.callsStream().batches(of: 4) { sizes.append(batch.count) }
        print("batches:", sizes)
        guard let call = try await client.calls(filter: CallFilter(opNames: ["my_async_function"])).first else {
            return
        }
        print("output:", try call.output(as: Int.self))
        _ = try await client.addReaction("👍", to: call)
        _ = try await client.feedback(on: call, type: "inspection", payload: ["grade": 1])
        print("feedback:", try await client.feedback(matching: FeedbackFilter()).map(\.feedbackType))
        do {
            _ = try await client.call("00000000-0000-7000-8000-000000000000")
        } catch let error as TraceError where error.code == .notFound {
            print("not found, as it should be")
        }
    }

    static func clean(_ client: AsyncWeaveClient) async throws {
        let scrap = try await client.save(["scrap": true], name: "scrap")
        print("objects deleted:", try await client.deleteObject(scrap))
        let failed = try await client.calls(filter: CallFilter(rootsOnly: true, statuses: [.error]))
        for call in failed { print("calls deleted:", try await client.deleteCall(call)) }
    }
}

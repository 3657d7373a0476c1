import Foundation
import Weave

extension WeaveSnippets {
    private static var serverURL: String? { ProcessInfo.processInfo.environment["WANDB_BASE_URL"] }

    @Sendable static func client() async throws {
        // snippet: client
        try await Weave.start("mill/looms")
        let weaveCloth = Op("weave_cloth", inputs: "warp", "weft") { (warp: String, weft: String) async in
            Cloth(warp: warp, weft: weft)
        }
        _ = await weaveCloth("linen", "wool")
        try await Weave.flush()

        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            let ref = try await client.save(["width": 140], name: "pattern")
            let pattern = try await client.get(ref, as: [String: Int].self)
            let calls = try await client.calls(limit: 10)
            print(pattern, calls.count)
        }
        // snippet-end
    }

    @Sendable static func clientCreate() async throws {
        let url = self.serverURL
        // snippet: client-create
        let client = try await AsyncWeaveClient.create(
            entity: "mill", project: "looms",
            serverURL: url,  // nil: as the environment says
            apiKey: nil,
            ensureProjectExists: true)
        defer { client.close() }
        // snippet-end
        print(client.projectID)
    }

    @Sendable static func clientObjects() async throws {
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            // snippet: client-objects
            let ref = try await client.save(Cloth(warp: "linen", weft: "wool"), name: "sample")
            let sample = try await client.get(ref, as: Cloth.self)
            let versions = try await client.objectVersions("sample")
            let all = try await client.objects(filter: ObjectFilter(), limit: 10, offset: 0)

            let table = try await client.table("orders", rows: [["metres": 3], ["metres": 5]])
            for try await row in client.rows(of: table) { print(row.value.text) }

            _ = try await client.deleteObject(ref)
            // snippet-end
            print(sample.warp, versions.count, all.count)
        }
    }

    @Sendable static func clientCalls() async throws {
        try await Weave.start("mill/looms")
        for rows in 1...3 { withCall("weave_rows", inputs: ["rows": rows]) { _ in } }
        try await Weave.flush()
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            // snippet: client-calls
            let many = try await client.calls(
                filter: CallFilter(
                    opNames: ["weave_rows"],
                    query: ["$expr": ["$gt": [["$getField": "inputs.rows"], ["$literal": 1]]]]),
                limit: 100, sort: [.newestFirst])
            for call in many { print(call.inputs.text) }

            if let call = many.first {
                try await client.renameCall(call.id, to: "the long one")
                _ = try await client.deleteCall(call)  // and everything below it
            }
            // snippet-end
            print(try await client.callCount())
        }
    }

    @Sendable static func clientConcurrent() async throws {
        // snippet: client-concurrent
        func saveAll(_ items: [String]) async throws -> [ObjectRef] {
            try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
                try await withThrowingTaskGroup(of: ObjectRef.self) { group in
                    for item in items {
                        group.addTask { try await client.save(["name": item], name: item) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
            }
        }
        // snippet-end
        print(try await saveAll(["damask", "twill", "satin"]).map(\.name).sorted())
    }

    @Sendable static func clientStreaming() async throws {
        try await Weave.start("mill/looms")
        for rows in 1...3 { withCall("weave_rows", inputs: ["rows": rows]) { _ in } }
        try await Weave.flush()
        // snippet: client-streaming
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            for try await call in client.callsStream() {
                print("Processing call: \(call.id)")
            }
            for try await calls in client.callsStream().batches(of: 2) {
                print("\(calls.count) at once")
            }
        }
        // snippet-end
    }

    @Sendable static func clientFeedback() async throws {
        try await Weave.start("mill/looms")
        withCall("weave_rows") { _ in }
        try await Weave.flush()
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            let calls = try await client.calls()
            guard let call = calls.first else { return }
            // snippet: client-feedback
            _ = try await client.feedback(on: call, type: "quality", payload: ["score": 0.9])
            _ = try await client.addReaction("👍", to: call)
            _ = try await client.addNote("The selvedge is straight.", to: call)
            let feedback = try await client.feedback(matching: FeedbackFilter(on: call))
            // snippet-end
            print(feedback.count)
        }
    }

    @Sendable static func clientCosts() async throws {
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            // snippet: client-costs
            let id = try await client.addCost(of: "weaver-1", TokenCost(prompt: 0.000_001, completion: 0.000_002))
            let prices = try await client.costs(models: ["weaver-1"])
            try await client.purgeCosts([id])
            // snippet-end
            print(prices.count)
            // snippet: client-files
            let digest = try await client.saveFile(Array("warp and weft".utf8), name: "note.txt")
            let content = try await client.fileContent(digest)
            // snippet-end
            print(content.count)
        }
    }

    @Sendable static func clientGeneric() async throws {
        // snippet: client-generic
        func newest(_ client: some ProjectClient) async throws -> Call? {
            try await client.calls(
                filter: CallFilter(rootsOnly: true), limit: 1, offset: 0, sort: [.newestFirst], columns: .all
            ).first
        }
        // snippet-end
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            print(try await newest(client) == nil)
        }
    }

    @Sendable static func clientErrors() async throws {
        // snippet: client-errors
        var options = ClientOptions()
        options.deadline = .seconds(60)  // for one request, its repetitions included; 30 s unless set
        try await AsyncWeaveClient.withClient(entity: "mill", project: "looms", options: options) { client in
            do {
                _ = try await client.call("no-such-call")
            } catch let error as TraceError where error.code == .notFound {
                print("there is no such call")
            }
        }
        // snippet-end
    }
}

import Dispatch
import Weave

extension WeaveSnippets {
    @Sendable static func tasks() async throws {
        try await Weave.start("mill/looms")
        let spin = Op("spin", inputs: "fibre") { (fibre: String) async in "\(fibre) yarn" }
        // snippet: tasks
        let weave = Op("weave", inputs: "fibres") { (fibres: [String]) async in
            async let selvedge = spin("silk")
            let yarns = await withTaskGroup(of: String.self) { group in
                for fibre in fibres { group.addTask { await spin(fibre) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            return yarns.count + (await selvedge.isEmpty ? 0 : 1)
        }
        let count = await weave(["linen", "wool"])  // three calls of spin beneath one of weave
        // snippet-end
        print(count)
    }

    @Sendable static func handingOver() async throws {
        try await Weave.start("mill/looms")
        let spin = Op("spin", inputs: "fibre") { (fibre: String) in "\(fibre) yarn" }
        // snippet: handing-over
        let deliver = Op("deliver") { () async in
            let context = CallContext.current  // a detached task and a callback do not inherit it
            await Task.detached {
                CallContext.$current.withValue(context) { _ = spin("linen") }
            }.value
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    CallContext.$current.withValue(context) { _ = spin("wool") }
                    continuation.resume()
                }
            }
        }
        await deliver()
        // snippet-end
    }

    @Sendable static func attributes() async throws {
        try await Weave.start("mill/looms")
        let spin = Op("spin", inputs: "fibre") { (fibre: String) in "\(fibre) yarn" }
        // snippet: attributes
        withAttributes(["shift": "night", "loom": 7]) {
            _ = spin("linen")  // has both among its attributes, and so has every call beneath it
        }
        // snippet-end
    }

    @Sendable static func threads() async throws {
        try await Weave.start("mill/looms")
        // snippet: threads
        let ask = Op("ask", inputs: "question") { (question: String) async throws in
            try await Weaver().reply(to: question)
        }
        try await withThread("order-17") { _ in
            for question in ["Which warp", "Which weft"] {
                _ = try await ask(question)  // each one is a turn of the conversation
            }
        }
        // snippet-end
    }

    @Sendable static func current() async throws {
        try await Weave.start("mill/looms")
        // snippet: current
        let inspect = Op("inspect") { () in CallContext.current?.callID }
        let id = inspect()  // to give feedback on it later
        // snippet-end
        print(id?.isEmpty ?? true)
    }
}

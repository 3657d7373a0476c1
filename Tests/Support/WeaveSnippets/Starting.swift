import Foundation
import TreadleTesting
// snippet: start
import Weave

// snippet-end

// snippet: wrap
func mix(_ question: String) async throws -> String {
    try await Weaver().reply(to: question)
}

// snippet-end

extension WeaveSnippets {
    @Sendable static func start() async throws {
        // snippet: start
        try await Weave.start("mill/looms")

        let weaveCloth = Op("weave_cloth", inputs: "warp", "weft") { (warp: String, weft: String) in
            Cloth(warp: warp, weft: weft)
        }
        let cloth = weaveCloth("linen", "wool")
        // snippet-end
        print(cloth.warp)
        // snippet: finish
        try await Weave.flush(timeout: .seconds(5))  // everything recorded so far has arrived
        await Weave.finish()  // and now the session has ended
        // snippet-end
    }

    @Sendable static func wrapping() async throws {
        // snippet: wrap
        let tracedMix = Op("mix", inputs: "question") { try await mix($0) }

        try await Weave.start()  // the project "era", as the environment says
        let answer = try await tracedMix("How is damask woven")
        // snippet-end
        print(answer)
        // snippet: ensure-started
        try await Weave.ensureStarted()  // safe from anywhere, any number of times
        // snippet-end
    }

    @Sendable static func failing() async throws {
        // snippet: start-failure
        do {
            try await Weave.start("mill/looms", to: .url("http://127.0.0.1:9"))
        } catch let error as WeaveError {
            print(error.message)  // Failed to initialize Weave: why, and what to try
        }
        // snippet-end
        // snippet: start-spooling
        var options = Weave.Options()
        options.whenUnavailable = .goOnAndSpool  // or .goOnUntraced
        // snippet-hide
        options.spool = .directory(
            NSTemporaryDirectory() + "weave-snippet-\(ProcessInfo.processInfo.processIdentifier)")
        // snippet-show
        try await Weave.start("mill/looms", to: .url("http://127.0.0.1:9"), options: options)
        // snippet-end
    }

    @Sendable static func destinations() async throws {
        let url = ProcessInfo.processInfo.environment["WANDB_BASE_URL"] ?? ""
        let store = InMemoryTraceStore()
        // snippet: destinations
        try await Weave.start("mill/looms")  // as the environment says, or W&B's server
        try await Weave.start("mill/looms", to: .url(url, apiKey: "any"))
        try await Weave.start("mill/looms", to: .store(store))  // in this process: a SQLite store, or a test's
        try await Weave.start("mill/looms", to: .disabled)  // nothing is traced, and that costs nothing
        // snippet-end
        print(Weave.session?.isEnabled ?? true)
    }

    @Sendable static func options() async throws {
        // snippet: options
        var options = Weave.Options()
        options.sampleRate = 0.1  // every tenth trace, whole
        options.attributes = RawJSON(["mill": "north"])
        options.redaction.keys.insert("recipe")
        options.spool = .directory("spool")
        options.exitTimeout = .seconds(2)
        // snippet-end
        options.sampleRate = 1
        options.spool = .none
        try await Weave.start("mill/looms", options: options)
        withCall("mix", inputs: ["recipe": "woad"]) { _ in }
    }

    @Sendable static func session() async throws {
        let store = InMemoryTraceStore()
        // snippet: session
        let calls = try await Weave.withSession("mill/looms", to: .store(store)) { session in
            withCall("weave_cloth", inputs: ["warp": "linen"]) { _ in }
            try await session.flush()
            return try await AsyncWeaveClient(project: session.project, store: store).calls()
        }
        // snippet-end
        print(calls.count)
    }
}

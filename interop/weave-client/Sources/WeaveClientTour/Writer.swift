import Foundation
import TreadleHTTPCurl
import TreadleTraceHTTP
import Weave

/// Leaves one of everything, and tells what it is called.
enum Writer {
    struct Pattern: Codable, Sendable {
        var name: String
        var width: Double
        var colours: [String]
    }

    struct Order: Codable, Sendable {
        var customer: String
        var metres: Int
    }

    static func run() async throws -> RawJSON {
        let call = try await Self.recordCall()
        return try await AsyncWeaveClient.withClient(entity: "mill", project: "looms") { client in
            let pattern = try await client.save(
                Pattern(name: "damask", width: 140.5, colours: ["écru", "slate"]), name: "pattern")
            let orders = try await client.table(
                "orders", rows: (0..<2100).map { Order(customer: "customer \($0)", metres: $0) })
            let more = try await client.append([Order(customer: "Noor", metres: 7)], to: orders)
            _ = try await client.addReaction("👍", to: call)
            _ = try await client.addNote("an even selvedge", to: call)
            _ = try await client.feedback(on: call, type: "inspection", payload: ["grade": 2])
            let cost = try await client.addCost(of: "loom-1", TokenCost(prompt: 0.25, completion: 0.5))
            let file = try await client.saveFile(Array("warp and weft".utf8), name: "notes.txt")
            var read = 0
            for try await batch in client.rows(of: more).batches(of: 300) { read += batch.count }
            return JSONWriter.object { writer in
                writer.member("pattern", pattern.refText)
                writer.member("orders", more.dataset?.refText ?? "")
                writer.member("call", call.id)
                writer.member("cost", cost)
                writer.member("file", file)
                writer.member("rows", read)
            }
        }
    }

    /// Records a call with a large argument and a large output, as a session does behind its batcher.
    private static func recordCall() async throws -> Call {
        let base = ProcessInfo.processInfo.environment["WANDB_BASE_URL"] ?? ""
        let key = ProcessInfo.processInfo.environment["WANDB_API_KEY"].map { Secret($0) }
        return try await CurlTransport.withTransport { transport in
            let server = RemoteTraceServer(baseURL: "\(base)/traces", apiKey: key, transport: transport)
            let large = RawJSON(JSONValue.array(Array(repeating: .string("écru"), count: 600_000)))
            let inputs = RawJSON.emptyObject.setting([
                ("pattern", RawJSON(JSONValue.string("damask"))), ("rows", large),
            ])
            let now = Timestamp.now
            let call = Call(
                id: UUIDv7.make(), projectID: "mill/looms", opName: "weave_cloth", traceID: UUIDv7.make(),
                startedAt: now, endedAt: now, inputs: inputs, output: large)
            try await SpillingCallStore(server).record([call])
            return call
        }
    }
}

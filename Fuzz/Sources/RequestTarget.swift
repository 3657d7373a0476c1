internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTesting
internal import TreadleTraceHTTP
internal import TreadleTraceSQLite

/// Requests to every endpoint: nothing that a client sends is the server's fault, and every answer is whole.
final class RequestTarget: FuzzTarget {
    private struct State {
        var mill: Mill
        var runs = 0
    }

    /// After so many requests it starts over with a new project, since some of them write.
    private static let lifetime = 5000

    private static let paths = [
        "/v2/mill/looms/calls/complete", "/v2/mill/looms/call/start", "/v2/mill/looms/call/end", "/call/upsert_batch",
        "/call/start", "/call/end", "/call/update", "/calls/delete", "/calls/stream_query", "/calls/query",
        "/call/read",
        "/calls/query_stats", "/calls/stats", "/calls/usage", "/trace/usage", "/obj/create", "/obj/read", "/objs/query",
        "/obj/delete", "/objs/loom/versions/latest/tags", "/objs/loom/versions/latest/tags/remove",
        "/objs/loom/aliases",
        "/objs/loom/aliases/remove", "/refs/read_batch", "/table/create", "/table/create_from_digests", "/table/update",
        "/table/query", "/table/query_stats", "/table/query_stats_batch", "/file/content", "/files/query_stats",
        "/feedback/create", "/feedback/batch/create", "/feedback/replace", "/feedback/query", "/feedback/purge",
        "/cost/create", "/cost/query", "/cost/purge", "/threads/stream_query", "/project/stats",
        "/project/ttl_settings/read", "/project/ttl_settings/update", "/graphql", "/service/projects_info",
        "/file/create",
    ]

    private let state = Mutex(State(mill: RequestTarget.mill()))

    func run(_ bytes: ArraySlice<UInt8>) {
        // The first byte says where it goes.
        guard let first = bytes.first else { return }
        let path = Self.paths[Int(first) % Self.paths.count]
        let mill = self.state.withLock { state in
            state.runs += 1
            if state.runs % Self.lifetime == 0 { state.mill = Self.mill() }
            return state.mill
        }
        let type = path == "/file/create" ? "multipart/form-data; boundary=b" : "application/json"
        let answer = mill.answer(path, bytes.dropFirst(), contentType: type)
        expect(
            (200..<500).contains(answer.status),
            "\(path) is answered with \(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
    }

    private static func mill() -> Mill {
        do {
            return Mill(try SQLiteTraceStore(path: ":memory:"))
        } catch {
            preconditionFailure("a database in memory can always be made: \(error)")
        }
    }
}

internal import TreadleCore
internal import TreadleTesting
internal import TreadleTraceHTTP
internal import TreadleTraceSQLite

/// Queries over calls: both stores answer the same, or refuse the same.
struct QueryTarget: FuzzTarget {
    private let memory = Mill(InMemoryTraceStore())
    private let sqlite = Mill(Self.database())

    func run(_ bytes: ArraySlice<UInt8>) {
        // An input is the body of a query without its project.
        guard let input = try? RawJSON(bytes), input.kind == .object else { return }
        let body = input.setting([("project_id", RawJSON(string: "mill/looms"))])
        for path in ["/calls/stream_query", "/calls/query_stats"] {
            let one = self.memory.answer(path, body.bytes)
            let other = self.sqlite.answer(path, body.bytes)
            expect(one.status < 500 && other.status < 500, "a query fails: \(Self.text(one)) \(Self.text(other))")
            expect(one.status == other.status, "one store refuses: \(Self.text(one)) \(Self.text(other))")
            expect(
                one.status != 200 || one.body == other.body, "the stores differ: \(Self.text(one)) \(Self.text(other))")
        }
    }

    private static func text(_ answer: (status: Int, body: [UInt8])) -> String {
        "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))"
    }

    private static func database() -> SQLiteTraceStore {
        do {
            return try SQLiteTraceStore(path: ":memory:")
        } catch {
            preconditionFailure("a database in memory can always be made: \(error)")
        }
    }
}

import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct QuerySortingTests {
    private typealias World = QueryWorld

    /// Numbers by value, then other texts by their bytes, then what has no value: `h` and `i`.
    ///
    /// As many as are equal come largest identifier first.
    @Test(arguments: Backend.allCases)
    func `JSON sorts numbers, then other texts, then nothing`(backend: Backend) async throws {
        let numbers = ["s", "t", "dba", "ec", "m", "l", "n"]
        // "" < "Weft…" < "[10…" < "café" < "false" ×2 < "true" ×2 < "warp" < "{" < "織"
        let texts = ["r", "k", "p", "q", "wv", "gf", "j", "o", "u"]
        try await World.yarns.expect(
            orders: [
                ("inputs.x", numbers.joined() + texts.joined() + "ih"),
                ("-inputs.x", numbers.reversed().joined() + texts.reversed().joined() + "ih"),
                ("inputs.nothing", "wvutsrqponmlkjihgfedcba"), ("-inputs.nothing", "wvutsrqponmlkjihgfedcba"),
                ("inputs.x,started_at", "st" + "abd" + "ce" + "mln" + "rkpq" + "vw" + "fg" + "jou" + "hi"),
                ("-inputs.x,-started_at", "nlm" + "ec" + "dba" + "ts" + "uoj" + "gf" + "wv" + "qpkr" + "ih"),
                ("inputs.nothing,-inputs.x,id", "nlm" + "ce" + "abd" + "ts" + "uoj" + "fg" + "vw" + "qpkr" + "hi"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `columns sort by what they are`(backend: Backend) async throws {
        try await World.shifts.expect(
            orders: [
                ("", "DABECF"), ("started_at", "DABECF"), ("-started_at", "FCEBAD"), ("id", "ABCDEF"),
                ("-id", "FEDCBA"),
                ("ended_at", "BADEFC"), ("-ended_at", "FEDABC"), ("wb_run_step", "CADFEB"), ("-wb_run_step", "DACFEB"),
                ("wb_run_step_end,started_at", "EADBCF"), ("display_name", "DAFECB"), ("-display_name", "ADFECB"),
                ("display_name,started_at", "DABECF"), ("display_name,-started_at", "DAFCEB"),
                ("op_name,started_at", "EACFDB"), ("-op_name,id", "BDFCAE"), ("summary.weave.status", "DEBCFA"),
                ("summary.weave.latency_ms,started_at", "BFEADC"), ("-summary.weave.latency_ms,id", "DAEBFC"),
                ("summary.weave.trace_name", "DAECFB"), ("exception,id", "EBACDF"), ("-exception,id", "BEACDF"),
                ("annotation_queue_items.queue_id,id", "ABCDEF"), ("expire_at,-id", "FEDCBA"), ("deleted_at", "FEDCBA"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `calls with equal keys come largest identifier first, or as a last start time goes`(
        backend: Backend
    ) async throws {
        let calls = ["a", "B", "é", "z", "10", "9"].map { Call.stub($0, at: 7) }
        let descending = ["é", "z", "a", "B", "9", "10"]
        let store = try await QueryWorld(calls: calls).store(in: backend)
        for (sort, expected) in [
            ("inputs.x", descending), ("-op_name", descending), ("op_name", descending), ("-started_at", descending),
            ("started_at,op_name", descending), ("started_at", descending.reversed()),
            ("op_name,started_at", descending.reversed()), ("", descending.reversed()),
        ] {
            var query = CallQuery(projectID: World.project)
            query.sort = try World.sort(sort)
            #expect(try await store.calls(matching: query).map(\.id) == expected, "\(sort)")
        }
    }

    @Test(arguments: Backend.allCases)
    func `without sort keys the order that is told counts`(backend: Backend) async throws {
        let store = try await World.shifts.store(in: backend)
        for sort in [nil, []] as [[QuerySort]?] {
            var query = CallQuery(projectID: World.project, order: .newestFirst)
            query.sort = sort
            #expect(try await World.found(by: query, in: store) == "FCEBAD")
        }
    }

    @Test(arguments: Backend.allCases)
    func `pages of any sort cover everything once`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record(
            try (0..<1500).map { number in
                let x = ["1", "2.0", #""2""#, #""weft""#, "null", "true"][number % 6]
                return .stub("row-\(number)", at: Int64(number % 7), inputs: try RawJSON(#"{"x":\#(x)}"#))
            })
        for sort in ["inputs.x", "-inputs.x", "-inputs.x,started_at", "started_at", "-summary.weave.latency_ms"] {
            var query = CallQuery(projectID: World.project)
            query.sort = try World.sort(sort)
            let all = try await store.calls(matching: query).map(\.id)
            #expect(all.count == 1500 && Set(all).count == 1500)
            var byOffset: [String] = []
            for offset in stride(from: 0, to: 1600, by: 400) {
                (query.limit, query.offset) = (400, offset)
                byOffset += try await store.calls(matching: query).map(\.id)
            }
            #expect(byOffset == all, "\(sort)")
            (query.limit, query.offset) = (1300, 100)
            var byPage: [String] = []
            var position: CallPage.Position?
            repeat {
                let page = try await store.page(of: query, after: position)
                byPage += page.calls.map(\.id)
                position = page.next
            } while position != nil
            #expect(byPage == Array(all[100..<1400]), "\(sort)")
        }
    }
}

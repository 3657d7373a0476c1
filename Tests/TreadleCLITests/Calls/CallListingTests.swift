import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleCLI

@Suite(.timeLimit(.minutes(1))) struct CallListingTests {
    private let filter = CallFilter(project: "mill/one", op: nil, rootsOnly: false)

    private func identifiers(_ lines: String) throws -> [String] {
        try lines.split(separator: "\n").map { try #require(try RawJSON(String($0))["id"]?.string) }
    }

    @Test func `the newest calls are shown, the newest last`() async throws {
        let source = ScriptedCallSource(try (1...5).map { try .sample($0) })
        var written = ""
        var listing = CallListing(filter: self.filter, limit: 3, form: .json) { written += $0 }

        #expect(try await listing.show(from: source) == 3)
        #expect(try self.identifiers(written) == [3, 4, 5].map(Call.id))
    }

    @Test func `following shows each call that matches once, and ends with the source`() async throws {
        let source = ScriptedCallSource([try .sample(1), try .sample(2)])
        var written = ""
        let filter = CallFilter(project: "mill/one", op: "weave", rootsOnly: true)
        var listing = CallListing(filter: filter, limit: 1, form: .json) { written += $0 }
        var foreign = try Call.sample(5)
        foreign.projectID = "mill/two"
        for call in [
            try .sample(2), try .sample(3), try .sample(4, parent: 3), foreign, try .sample(6, op: "spin"),
            try .sample(3), try .sample(7, op: "weave:///mill/one/op/weave:v2"),
        ] {
            source.feeding.yield(call)
        }
        source.feeding.finish()
        try await listing.follow(source)

        #expect(try self.identifiers(written) == [2, 3, 7].map(Call.id))
    }

    @Test func `a second source goes on where the first ended`() async throws {
        var written = ""
        var listing = CallListing(filter: self.filter, limit: 9, form: .json) { written += $0 }
        for calls in [[1, 2], [1, 2, 3]] {
            let source = ScriptedCallSource(try calls.map { try .sample($0) })
            source.feeding.finish()
            try await listing.follow(source)
        }

        #expect(try self.identifiers(written) == [1, 2, 3].map(Call.id))
    }

    @Test func `a feed that breaks is told`() async throws {
        let source = ScriptedCallSource([])
        source.feeding.finish(throwing: TraceError(.unavailable, "the thread broke"))
        var listing = CallListing(filter: self.filter, limit: 9, form: .json) { _ in }

        await #expect(throws: TraceError.self) { try await listing.follow(source) }
    }

    @Test func `a line of JSON is what Weave's server answers`() throws {
        let call = try Call.sample(
            1, op: "weave:///mill/one/op/chat:v1", takes: 812, output: "1e2",
            summary: #"{"a":1.0,"weave":{"status":"lie","costs":{}}}"#)

        let line = try RawJSON(call.line)
        #expect(
            line["summary"]?.text
                == #"{"a":1.0,"weave":{"status":"success","costs":{},"trace_name":"chat","latency_ms":812}}"#)
        #expect(line["output"]?.text == "1e2")
        #expect(
            try RawJSON(Call.sample(1, takes: nil, displayName: "twill").line)["summary"]?.text
                == #"{"weave":{"status":"running","display_name":"twill"}}"#)
    }

    @Test func `a call is one line with all members that the server answers, however it was sent`() throws {
        var form = CallListing.Form.json
        let lines = form.lines(for: [try .sample(1, inputs: "{\n  \"cloth\": \"twill\"\r\n}")])

        #expect(lines.utf8.count { $0 == 0x0A || $0 == 0x0D } == 1)
        let line = try RawJSON(lines)
        #expect(line["inputs"]?["cloth"]?.string == "twill")
        #expect(line["wb_run_id"]?.isNull == true)
    }

    @Test(
        arguments: [
            ([], nil, true), (["--all"], nil, false), (["--op", "chat"], "chat", false),
            (["--op", "chat", "--roots"], "chat", true), (["--roots"], nil, true),
        ] as [([String], String?, Bool)])
    func `requests are listed unless others are asked for`(arguments: [String], op: String?, rootsOnly: Bool) throws {
        let command = try #require(try Treadle.parseAsRoot(["calls"] + arguments) as? CallsCommand)

        #expect(command.filter(project: "mill/one") == CallFilter(project: "mill/one", op: op, rootsOnly: rootsOnly))
    }

    @Test func `an op is asked for by its name, with and without versions`() {
        let query = CallFilter(project: "mill/one", op: "chat", rootsOnly: true).newest(7)

        #expect(query.opNames == ["chat", "weave:///mill/one/op/chat:*"])
        #expect(query.order == .newestFirst)
        #expect(query.limit == 7)
        #expect(query.rootsOnly)
    }

    @Test func `a limit is from 0 to 10000`() throws {
        for limit in ["0", "10000"] { _ = try Treadle.parseAsRoot(["calls", "--limit", limit]) }
        for limit in ["-1", "10001"] {
            #expect(throws: CommandError.self) { try Treadle.parseAsRoot(["calls", "--limit=\(limit)"]) }
        }
    }

    @Test func `identifiers are remembered, in bounded memory`() {
        var recent = RecentIdentifiers(generation: 2)

        let isNew = ["a", "b", "c", "a", "b", "c", "d", "e", "a"].map { recent.insert($0) }

        #expect(isNew == [true, true, true, false, false, false, true, true, true])
    }
}

import Testing
import TreadleTrace

@testable import TreadleCLI

@Suite struct CallLookupTests {
    private func find(_ id: String, among calls: [Call]) async throws -> Call {
        try await CallLookup(source: ScriptedCallSource(calls), project: "mill/one").call(id)
    }

    @Test func `a call is found by its identifier, or by the beginning or the end of it`() async throws {
        var other = try Call.sample(2)
        other.id = "warp-and-weft"
        let calls = [try .sample(1), other]

        #expect(try await self.find(Call.id(1), among: calls).id == Call.id(1))
        #expect(try await self.find("00001001", among: calls).id == Call.id(1))
        #expect(try await self.find("019A9C", among: calls).id == Call.id(1))
        #expect(try await self.find("warp", among: calls).id == "warp-and-weft")
    }

    @Test func `what could be several calls names them`() async throws {
        let calls = try (1...7).map { try Call.sample($0) }
        let error = try #require(
            await #expect(throws: CommandLineError.self) { try await self.find("019a", among: calls) })

        #expect(error.code == .notFound)
        #expect(error.message.hasPrefix("\"019a\" could be any of 7 calls, such as\n  \(Call.id(7))  weave\n"))
        #expect(error.message.split(separator: "\n").count == 6)
    }

    @Test(arguments: ["spin", "abc", "00000000-0000-7000-8000-000000000000"])
    func `what is not there is told`(id: String) async throws {
        let calls = [try Call.sample(1)]
        let error = try #require(await #expect(throws: CommandLineError.self) { try await self.find(id, among: calls) })

        #expect(error.code == .notFound)
        #expect(error.message.hasPrefix("there is no call \"\(id)\""))
    }

    @Test func `a part is looked for page by page, from the newest, and not without end`() async throws {
        let calls = try (1...500).map { try Call.sample($0) }
        let source = ScriptedCallSource(calls)
        let lookup = CallLookup(source: source, project: "mill/one")

        #expect(try await lookup.call("1001").id == Call.id(1))
        #expect(source.queries.map(\.offset) == [0, 0, 200, 400])
    }
}

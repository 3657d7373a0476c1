import Testing
import TreadleCore
import TreadleTools

@Suite struct ToolboxExecutionTests {
    private struct TornThread: Error {}

    private func box(
        limits: Toolbox.Limits = Toolbox.Limits(), _ body: @escaping @Sendable (JSONObject) async throws -> String
    ) -> Toolbox {
        Toolbox([LoomTool(body: body), CalculatorTool()], limits: limits)
    }

    private func call(_ arguments: String, name: String = "weave") -> ToolCall {
        ToolCall(id: "call_1", name: name, arguments: arguments)
    }

    @Test func `a tool is run with its arguments`() async throws {
        let box = self.box { "rows: \($0["rows"]?.integer ?? 0)" }
        #expect(try await box.run(self.call(#"{"rows":3}"#)) == "rows: 3")
        #expect(
            await box.execute(self.call(#"{"rows":3}"#)) == ToolResult(toolCallID: "call_1", content: "rows: 3"))
    }

    @Test(arguments: ["", "  \n", "{}"]) func `no arguments are an empty object`(arguments: String) async throws {
        #expect(try await self.box { "\($0.members.count)" }.run(self.call(arguments)) == "0")
    }

    @Test func `an unknown tool is refused with the names there are`() async {
        let box = self.box { _ in "" }
        let error = await #expect(throws: ToolError.self) { try await box.run(self.call("{}", name: "spin")) }
        #expect(error?.code == .unknownTool)
        #expect(error?.message == "there is no tool named spin; there are weave, calculator")
        let empty = await #expect(throws: ToolError.self) { try await Toolbox().run(self.call("{}")) }
        #expect(empty?.message == "there is no tool named weave; there are no tools at all")
    }

    @Test(arguments: [
        ("{", "the arguments of weave are not JSON: unexpected end, expected a member name at byte 1", ""),
        ("[]", "the arguments of weave must be a JSON object, not array", ""),
        (#"{"rows":"x"}"#, "the arguments of weave: /rows must be an integer, not a string", "/rows"),
    ])
    func `arguments that do not fit are refused`(arguments: String, message: String, path: String) async {
        let box = self.box { _ in
            Issue.record("must not run")
            return ""
        }
        let error = await #expect(throws: ToolError.self) { try await box.run(self.call(arguments)) }
        #expect(error?.code == .invalidArguments)
        #expect(error?.message == message)
        #expect(error?.path == path)
        let result = await box.execute(self.call(arguments))
        #expect(result == ToolResult(toolCallID: "call_1", content: message, isError: true))
    }

    @Test func `arguments may nest as deep as the limit and no deeper`() async throws {
        let box = self.box(limits: Toolbox.Limits(json: JSONLimits(maximumDepth: 2))) { _ in "woven" }
        #expect(try await box.run(self.call(#"{"a":[]}"#)) == "woven")
        let error = await #expect(throws: ToolError.self) { try await box.run(self.call(#"{"a":[[]]}"#)) }
        #expect(error?.message.contains("limit on JSON depth") == true)
    }

    @Test func `a tool's own error comes through`() async {
        let box = self.box { _ in throw ToolError(.failed, "the shuttle is stuck; free it first") }
        let error = await #expect(throws: ToolError.self) { try await box.run(self.call("{}")) }
        #expect(error?.message == "the shuttle is stuck; free it first")
    }

    @Test func `any other error is a failure that tells nothing away`() async {
        let box = self.box { _ in throw TornThread() }
        let error = await #expect(throws: ToolError.self) { try await box.run(self.call("{}")) }
        #expect(error?.code == .failed)
        #expect(error?.message == "weave failed unexpectedly")
        #expect(error?.cause is TornThread)
    }

    @Test func `a result may be as large as the limit and no larger`() async throws {
        let box = self.box(limits: Toolbox.Limits(resultSize: 6)) {
            String(repeating: "é", count: $0["rows"]?.integer ?? 0)
        }
        #expect(try await box.run(self.call(#"{"rows":3}"#)) == "ééé")
        let error = await #expect(throws: ToolError.self) { try await box.run(self.call(#"{"rows":4}"#)) }
        #expect(error?.code == .failed)
        #expect(error?.message.contains("limit of 6 bytes") == true)
        #expect(Toolbox.Limits().resultSize == 1_048_576)
    }
}

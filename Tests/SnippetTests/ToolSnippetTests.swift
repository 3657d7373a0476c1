import Testing
import TreadleCore
import TreadleTools

/// Counts what it is asked about.
struct ThreadCounter: Sendable {
    func count(_ cloth: String) async throws -> String { "\(cloth.count * 12) threads" }
}

private let counter = ThreadCounter()

// snippet: tool
struct ThreadCount: Tool {
    let name = "thread_count"
    let description = "Counts the threads of a cloth."
    let parameters: JSONValue = [
        "type": "object", "properties": ["cloth": ["type": "string"]], "required": ["cloth"],
    ]
    func execute(_ arguments: JSONObject) async throws -> String {
        try await counter.count(arguments["cloth"]?.string ?? "")
    }
}
// snippet-end

@Suite struct ToolSnippetTests {
    @Test func `the tool of the README does what it says`() async throws {
        #expect(try await ThreadCount().execute(["cloth": "twill"]) == "60 threads")
    }
}

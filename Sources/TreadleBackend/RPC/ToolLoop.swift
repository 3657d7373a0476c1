internal import TreadleCore
internal import TreadleModels
internal import TreadleTools

/// Asks a model, runs the tools it asks for, and asks again until it answers in words or the steps are used up.
struct ToolLoop {
    let toolbox: Toolbox
    let maximumSteps: Int

    /// Runs the loop.
    ///
    /// - Parameters:
    ///   - ask: Gets one answer.
    ///   - report: Is told each result when it is there.
    func run(
        _ request: ChatRequest, ask: (ChatRequest) async throws -> ChatCompletion,
        report: (_ step: Int, _ result: Result) async throws -> Void
    ) async throws -> Outcome {
        var request = request
        var outcome = Outcome()
        while true {
            let completion = try await ask(request)
            outcome.add(completion)
            let calls = completion.toolCalls
            // A tool that is not here is the client's to run: the answer goes back as it is.
            guard !calls.isEmpty, calls.allSatisfy({ self.toolbox[$0.name] != nil }) else { return outcome }
            guard outcome.steps < self.maximumSteps else {
                outcome.reachedLimit = true
                return outcome
            }
            let results = try await self.execute(calls)
            for result in results {
                outcome.results.append(result)
                try await report(outcome.steps, result)
            }
            guard let message = completion.message else { return outcome }
            request.append([message] + results.map { .tool($0.result) })
            // A choice that forces a tool would force it again for ever.
            if request.wire["tool_choice"]?.string != "none" { request.set([("tool_choice", nil)]) }
        }
    }

    /// Runs the tools of one answer side by side; their results keep the answer's order.
    private func execute(_ calls: [ToolCall]) async throws -> [Result] {
        let toolbox = self.toolbox
        let results = await withTaskGroup(of: (Int, ToolResult).self) { group in
            for (index, call) in calls.enumerated() {
                group.addTask { (index, await toolbox.execute(call)) }
            }
            return await group.reduce(into: [Int: ToolResult]()) { $0[$1.0] = $1.1 }
        }
        try Task.checkCancellation()
        return calls.indices.compactMap { index in
            results[index].map { Result(name: calls[index].name, result: $0) }
        }
    }
}

extension ToolLoop {
    /// What came of one tool call.
    struct Result: Sendable {
        var name: String
        var result: ToolResult

        var wire: JSONValue {
            [
                "tool_call_id": .string(self.result.toolCallID), "name": .string(self.name),
                "content": .string(self.result.content), "is_error": .boolean(self.result.isError),
            ]
        }
    }
}

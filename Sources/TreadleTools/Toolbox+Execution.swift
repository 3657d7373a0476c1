internal import TreadleCore
internal import TreadleTracing

extension Toolbox {
    /// Runs a tool and puts whatever comes of it, failures too, into a result for the model.
    ///
    /// A cancelled task gets a result as well; what it is worth is for the caller to decide.
    public func execute(_ call: ToolCall) async -> ToolResult {
        do {
            return ToolResult(toolCallID: call.id, content: try await self.run(call))
        } catch let error as any CategorizedError {
            return ToolResult(toolCallID: call.id, content: error.message, isError: true)
        } catch {
            return ToolResult(toolCallID: call.id, content: "\(call.name) was cancelled", isError: true)
        }
    }

    /// Runs a tool: looks it up, reads and validates the arguments, and waits for its answer within the limits.
    ///
    /// A tool that does not end when its task is cancelled makes this wait for it, past the time limit too: nothing is
    /// left running behind.
    ///
    /// - Throws: ``ToolError``, or `CancellationError` when the task is cancelled.
    public func run(_ call: ToolCall) async throws -> String {
        guard let tool = self[call.name] else { throw self.unknownTool(call.name) }
        return try await self.traced(call) {
            try Task.checkCancellation()
            let arguments = try self.arguments(of: call, for: tool)
            let content = try await self.execute(tool, arguments)
            guard content.utf8.count <= self.limits.resultSize else {
                throw ToolError(
                    .failed,
                    "\(tool.name) answered with \(content.utf8.count) bytes, more than the limit of "
                        + "\(self.limits.resultSize) bytes on a tool's result; ask it for less")
            }
            return content
        }
    }

    /// Records the run as a call of the op `tool.NAME`.
    ///
    /// Unknown tools do not come here: their names are a stranger's words.
    private func traced(_ call: ToolCall, operation: () async throws -> String) async throws -> String {
        try await withCall("tool.\(call.name)", inputs: Self.inputs(of: call)) { open in
            let content = try await operation()
            open.setOutput(RawJSON(string: content))
            return content
        }
    }

    /// The arguments as the call's inputs; where they are no object, their text, since a trace shows what came.
    private static func inputs(of call: ToolCall) -> RawJSON {
        if let arguments = try? RawJSON(call.arguments), arguments.kind == .object { return arguments }
        return JSONWriter.object { $0.member("arguments", call.arguments) }
    }

    private func unknownTool(_ name: String) -> ToolError {
        let name = name.unicodeScalars.count > 64 ? String(name.unicodeScalars.prefix(64)) + "…" : name
        let known = self.tools.map(\.name).joined(separator: ", ")
        return ToolError(
            .unknownTool,
            self.tools.isEmpty
                ? "there is no tool named \(name); there are no tools at all"
                : "there is no tool named \(name); there are \(known)")
    }

    /// The arguments as an object that fits the tool's schema. Models send nothing at all where a tool takes nothing.
    private func arguments(of call: ToolCall, for tool: any Tool) throws(ToolError) -> JSONObject {
        let value: JSONValue
        if call.arguments.utf8.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            value = [:]
        } else {
            do throws(JSONError) {
                value = try JSONValue(parsing: call.arguments, limits: self.limits.json)
            } catch {
                throw ToolError(
                    .invalidArguments, "the arguments of \(tool.name) are not JSON: \(error)", path: "", cause: error)
            }
        }
        guard case .object(let object) = value else {
            throw ToolError(
                .invalidArguments, "the arguments of \(tool.name) must be a JSON object, not \(value.kind.rawValue)",
                path: "")
        }
        guard let wrong = JSONSchemaValidator(tool.parameters).violations(in: value).first else { return object }
        throw ToolError(
            .invalidArguments,
            wrong.path.isEmpty
                ? "the arguments of \(tool.name): the object \(wrong.problem)"
                : "the arguments of \(tool.name): \(wrong)",
            path: wrong.path)
    }

    private func execute(_ tool: any Tool, _ arguments: JSONObject) async throws -> String {
        do {
            return try await self.withTimeLimit(tool.name) { try await tool.execute(arguments) }
        } catch let error as ToolError {
            // A tool may turn its own cancellation into an error; the caller still gave up.
            try Task.checkCancellation()
            throw error
        } catch {
            try Task.checkCancellation()
            let reason = (error as? any CategorizedError).map { ": \($0.message)" } ?? " unexpectedly"
            throw ToolError(.failed, "\(tool.name) failed\(reason)", cause: error)
        }
    }

    private func withTimeLimit(
        _ name: String, _ operation: @escaping @Sendable () async throws -> String
    ) async throws -> String {
        let (clock, limit) = (self.clock, self.limits.duration)
        return try await withThrowingTaskGroup(of: String?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await operation() }
            group.addTask {
                try await clock.sleep(for: limit)
                return nil
            }
            guard let first = try await group.next(), let content = first else {
                throw ToolError(.timedOut, "\(name) took longer than \(limit), the limit on a tool's time")
            }
            return content
        }
    }
}

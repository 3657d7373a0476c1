internal import TreadleCore
internal import TreadleModels
internal import TreadleTools

/// A chat request over the WebSocket: OpenAI's, and two members of our own that are taken out before it goes on.
struct ChatPayload: Sendable {
    var request: ChatRequest
    /// Whether the server runs the tools, and how many answers it asks for at most.
    var maximumSteps: Int?

    static let stepLimits = 1...32
    static let defaultSteps = 8

    /// Reads a payload.
    ///
    /// - Throws: ``ModelError`` with ``ModelError/Code/invalidRequest``, naming the member.
    init(_ payload: RawJSON, defaults: ChatDefaults, isStreaming: Bool, toolbox: Toolbox) throws(ModelError) {
        let values = payload.values(for: ["execute_tools", "max_steps", "tools"])
        self.maximumSteps = try Self.steps(values[0], values[1])
        var changes: [(name: String, value: RawJSON?)] = [
            ("execute_tools", nil), ("max_steps", nil), ("stream", isStreaming ? RawJSON(boolean: true) : nil),
        ]
        changes += defaults.additions(to: payload)
        if let tools = values[2], !tools.isNull {
            changes.append(("tools", try Self.tools(tools)))
        } else if self.maximumSteps != nil, !toolbox.definitions.isEmpty {
            changes.append(("tools", RawJSON(JSONValue.array(toolbox.definitions.map(\.openAIWire)))))
        }
        self.request = try ChatRequest(wire: payload.setting(changes))
    }

    private static func steps(_ execute: RawJSON?, _ limit: RawJSON?) throws(ModelError) -> Int? {
        if let execute, !execute.isNull, execute.kind != .boolean {
            throw ModelError(.invalidRequest, "execute_tools must be true or false", parameter: "execute_tools")
        }
        var steps = Self.defaultSteps
        if let limit, !limit.isNull {
            guard let given = limit.integer, Self.stepLimits.contains(given) else {
                throw ModelError(
                    .invalidRequest,
                    "max_steps must be a whole number from \(Self.stepLimits.lowerBound) to \(Self.stepLimits.upperBound)",
                    parameter: "max_steps")
            }
            steps = given
        }
        return execute?.boolean == true ? steps : nil
    }

    /// The tools in OpenAI's shape; flat ones are wrapped, the others keep their bytes.
    private static func tools(_ tools: RawJSON) throws(ModelError) -> RawJSON {
        guard tools.kind == .array else {
            throw ModelError(.invalidRequest, "tools must be an array", parameter: "tools")
        }
        var writer = JSONWriter(capacity: tools.bytes.count + 64)
        writer.beginArray()
        for tool in tools.elements() {
            if tool["function"] == nil, tool["name"] != nil, tool["type"] == nil || tool["type"]?.string == "function" {
                writer.beginObject()
                writer.member("type", "function")
                writer.member("function", tool.setting([("type", nil)]))
                writer.endObject()
            } else {
                writer.write(tool)
            }
        }
        writer.endArray()
        return writer.raw
    }
}

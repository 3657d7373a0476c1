internal import TreadleCore
internal import TreadleTools

extension DemoRequest {
    private static func failure(_ path: String, _ problem: String) -> ModelError {
        ModelError(.invalidRequest, "\(path) \(problem)", parameter: path)
    }

    /// The tools on offer, in OpenAI's form or flat (`{"name", "description", "parameters"}`).
    static func tools(_ members: DemoMembers) throws(ModelError) -> [ToolDefinition] {
        guard let raw = members["tools"] else { return [] }
        guard raw.kind == .array else { throw Self.failure("tools", "must be an array") }
        var tools: [ToolDefinition] = []
        for (index, tool) in raw.elements().enumerated() { tools.append(try Self.tool(tool, "tools[\(index)]")) }
        return tools
    }

    private static func tool(_ raw: RawJSON, _ path: String) throws(ModelError) -> ToolDefinition {
        guard raw.kind == .object else { throw Self.failure(path, "must be an object, not \(raw.kind.rawValue)") }
        if let type = raw["type"], type.string != "function" { throw Self.failure("\(path).type", "must be function") }
        let (function, path) = raw["function"].map { ($0, "\(path).function") } ?? (raw, path)
        guard function.kind == .object else { throw Self.failure(path, "must be an object") }
        let values = function.values(for: ["name", "description", "parameters"])
        guard let name = values[0]?.string, (1...64).contains(name.count), name.allSatisfy(Self.isNameCharacter) else {
            throw Self.failure("\(path).name", "must be 1 to 64 letters, digits, underscores and dashes")
        }
        if let description = values[1], !description.isNull, description.string == nil {
            throw Self.failure("\(path).description", "must be a string")
        }
        let parameters = values[2].flatMap { $0.isNull ? nil : $0 } ?? .emptyObject
        guard parameters.kind == .object else {
            throw Self.failure("\(path).parameters", "must be a JSON Schema, an object")
        }
        return ToolDefinition(name: name, description: values[1]?.string, parameters: JSONValue(parameters))
    }

    static func toolChoice(_ members: DemoMembers, _ tools: [ToolDefinition]) throws(ModelError) -> ToolChoice {
        guard let raw = members["tool_choice"] else { return tools.isEmpty ? .none : .auto }
        let name: String
        switch (raw.kind, raw.string) {
        case (.string, "none"): return .none
        case (.string, "auto"): return tools.isEmpty ? .none : .auto
        case (.string, "required"):
            if tools.isEmpty { throw Self.failure("tool_choice", "is required, but no tools are offered") }
            return .required
        case (.object, _):
            guard let given = (raw["function"]?["name"] ?? raw["name"])?.string else {
                throw Self.failure("tool_choice.function.name", "must be a string")
            }
            name = given
        default:
            throw Self.failure("tool_choice", "must be none, auto, required or an object that names a function")
        }
        guard tools.contains(where: { $0.name == name }) else {
            throw Self.failure("tool_choice", "names a function that is not among the tools")
        }
        return .named(name)
    }
}

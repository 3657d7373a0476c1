public import TreadleCore

/// The tools that are here, by name.
public struct Toolbox: Sendable {
    private let tools: [any Tool]

    /// Makes a box. Where two tools share a name, the later one is used.
    public init(_ tools: [any Tool] = []) {
        var byName: [any Tool] = []
        for tool in tools {
            byName.removeAll { $0.name == tool.name }
            byName.append(tool)
        }
        self.tools = byName
    }

    /// What models are told about the tools, in the order they were put in.
    public var definitions: [ToolDefinition] {
        self.tools.map { ToolDefinition(name: $0.name, description: $0.description, parameters: $0.parameters) }
    }

    /// The tool of that name.
    public subscript(_ name: String) -> (any Tool)? { self.tools.first { $0.name == name } }
}

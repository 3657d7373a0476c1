/// The tools that are here, by name.
public struct Toolbox: Sendable {
    /// The tools, in the order they were put in.
    public let tools: [any Tool]
    /// What running a tool may take.
    public let limits: Limits
    let clock: any Clock<Duration>

    /// Makes a box. Where two tools share a name, the later one is used.
    ///
    /// - Parameter clock: What the time limit is measured with.
    public init(_ tools: [any Tool] = [], limits: Limits = Limits(), clock: any Clock<Duration> = ContinuousClock()) {
        var byName: [any Tool] = []
        for tool in tools {
            byName.removeAll { $0.name == tool.name }
            byName.append(tool)
        }
        self.tools = byName
        self.limits = limits
        self.clock = clock
    }

    /// What models are told about the tools, in the order they were put in.
    public var definitions: [ToolDefinition] {
        self.tools.map { ToolDefinition(name: $0.name, description: $0.description, parameters: $0.parameters) }
    }

    /// The tool of that name.
    public subscript(_ name: String) -> (any Tool)? { self.tools.first { $0.name == name } }
}

internal import TreadleCore
internal import TreadleTools

/// Tells which of the tools on offer serves a need, by what they say about themselves.
enum DemoToolMatcher {
    private static func words(for kind: DemoNeed.Kind) -> Set<String> {
        switch kind {
        case .weather: ["weather", "forecast", "temperature", "climate", "meteo"]
        case .time: ["time", "clock", "datetime", "timezone", "date", "now"]
        case .arithmetic:
            [
                "calc", "calculate", "calculator", "calculation", "calculations", "calculates", "math", "maths",
                "mathematical", "arithmetic", "compute", "computes", "evaluate", "evaluates", "expression", "eval",
            ]
        }
    }

    /// The tool that fits best; `nil` where none does.
    static func tool(for kind: DemoNeed.Kind, among tools: [ToolDefinition]) -> ToolDefinition? {
        let scored = tools.map { tool in (tool: tool, score: Self.score(tool, kind)) }
        guard let best = scored.map(\.score).max(), best > 0 else { return nil }
        return scored.first { $0.score == best }?.tool
    }

    /// A name tells more than a description, and that more than parameters. What is named for another kind is not for
    /// this one, though it may speak of it ("the weather at a time").
    private static func score(_ tool: ToolDefinition, _ kind: DemoNeed.Kind) -> Int {
        let name = Self.words(in: tool.name)
        let wanted = Self.words(for: kind)
        if !name.isDisjoint(with: wanted) { return 4 }
        for other in DemoNeed.Kind.allCases where other != kind && !name.isDisjoint(with: Self.words(for: other)) {
            return 0
        }
        let description = !Self.words(in: tool.description ?? "").isDisjoint(with: wanted)
        let names = tool.parameters["properties"]?.object?.names ?? []
        let parameters = names.contains { !Self.words(in: $0).isDisjoint(with: wanted) }
        return (description ? 2 : 0) + (parameters ? 1 : 0)
    }

    /// Words of prose or of an identifier: `getWeather`, `current_time`.
    static func words(in text: String) -> Set<String> {
        var words: Set<String> = []
        var word = ""
        var wasSmall = false
        for character in text.prefix(2000) {
            if !character.isLetter || (character.isUppercase && wasSmall) {
                words.insert(word)
                word = ""
            }
            if character.isLetter { word += character.lowercased() }
            wasSmall = character.isLowercase
        }
        words.insert(word)
        return words.subtracting([""])
    }
}

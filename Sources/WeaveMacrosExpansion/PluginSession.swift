internal import FoundationEssentials

/// Answers the compiler, message by message.
public struct PluginSession {
    /// Makes a session.
    public init() {}

    /// The answer to one message, both without their lengths; `nil` where the message is not understood.
    ///
    /// It never traps: what cannot be expanded is answered with a diagnostic at the attribute.
    public func answer(to message: [UInt8]) -> [UInt8]? {
        guard let request = try? JSONDecoder().decode(PluginRequest.self, from: Data(message)),
            let answer = Self.answer(to: request), let data = try? JSONEncoder().encode(answer)
        else { return nil }
        return Array(data)
    }

    static func answer(to request: PluginRequest) -> PluginAnswer? {
        if request.getCapability != nil { return .getCapabilityResult(capability: .init()) }
        if let expansion = request.expandAttachedMacro { return Self.answer(to: expansion) }
        if request.expandFreestandingMacro != nil {
            return .expandMacroResult(expandedSource: nil, diagnostics: [])
        }
        return nil
    }

    private static func answer(to request: PluginRequest.Expansion) -> PluginAnswer {
        let place = request.declSyntax.location.map { OpExpansion.Place(file: $0.fileName, line: $0.line) }
        do throws(OpProblem) {
            let expansion = try OpExpansion(
                attribute: request.attributeSyntax.source, declaration: request.declSyntax.source,
                contexts: (request.lexicalContext ?? []).map(\.source), place: place)
            return .expandMacroResult(expandedSource: expansion.body, diagnostics: [])
        } catch {
            let location = request.attributeSyntax.location
            let position = PluginAnswer.Position(
                fileName: location?.fileName ?? "",
                offset: (location?.offset ?? 0) + Self.leadingTrivia(of: request.attributeSyntax.source))
            return .expandMacroResult(
                expandedSource: nil, diagnostics: [.init(message: error.message, position: position)])
        }
    }

    /// The bytes before an attribute's `@`: comments and lines that belong to the declaration.
    private static func leadingTrivia(of attribute: String) -> Int {
        var scanner = SwiftScanner(Array(attribute.utf8))
        return (try? scanner.next())?.range.lowerBound ?? 0
    }
}

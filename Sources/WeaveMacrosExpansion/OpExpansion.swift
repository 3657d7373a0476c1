/// What a function that is an op does: the same as before, in a call.
public struct OpExpansion {
    /// Where a declaration stands.
    public struct Place {
        /// The file's path.
        public var file: String
        /// The line that the declaration's source begins in, from 1; comments before it count.
        public var line: Int

        /// Makes a place.
        public init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    /// The function's new body, with its braces.
    public let body: String

    /// Reads a function and writes its new body.
    ///
    /// - Parameters:
    ///   - attribute: The source of `@Op(…)`.
    ///   - declaration: The source of the function, with all its attributes.
    ///   - contexts: What stands around it, the innermost first; their bodies are not looked at.
    ///   - place: Where the declaration's source begins.
    /// - Throws: ``OpProblem`` where it is not a function, or one that cannot be traced.
    public init(
        attribute: String, declaration: String, contexts: [String] = [], place: Place? = nil
    ) throws(OpProblem) {
        let source = Array(declaration.utf8)
        let enclosing = EnclosingType(contexts)
        if enclosing?.isProtocol == true, !source.contains(UInt8(ascii: "{")) {
            throw OpProblem("@Op needs a body to trace: attach it to what implements the requirement")
        }
        let function = try FunctionDeclaration(source)
        let options = try OpAttribute(Array(attribute.utf8))
        guard options.name != nil || !function.isOperator else {
            throw OpProblem("@Op needs a name for the operator '\(function.name)', such as @Op(\"add\")")
        }
        let name = SourceText.literal((enclosing.map { "\($0.name)." } ?? "") + function.name)
        let text = SourceText.literal(SourceText.normalized(source[function.text]))
        let arguments = ([text, "function: \(name)"] + (options.name.map { ["name: \($0)"] } ?? []) + options.options)
            .joined(separator: ", ")
        self.body = Self.body(
            of: function, site: "WeaveMacros.TracedFunction.at(\(arguments))",
            code: Self.code(of: function, in: source, at: place))
    }

    private static func body(of function: FunctionDeclaration, site: String, code: String) -> String {
        let prefix = (function.effects.throwing == nil ? "" : "try ") + (function.effects.isAsync ? "await " : "")
        let throwing = function.effects.throwing == "rethrows" ? "throws" : function.effects.throwing
        let effects = (function.effects.isAsync ? "async " : "") + (throwing.map { "\($0) " } ?? "")
        let result = Self.closureResult(function.result)
        let verb = result.map(Self.isSequence) == true ? "sequence" : "call"
        let call = "return \(prefix)\(site).\(verb)(\(Self.inputs(of: function)))"
        guard let result, Self.isOpaque(result) else {
            return "{\n\(call) { () \(effects)-> \(result ?? "Swift.Void") in\(code)}\n}"
        }
        // A closure cannot have an opaque result, a function within the function can. The code may call anything but that.
        return """
            {
            func __weaveOpBody() \(effects)-> \(result) {\(code)}
            \(call) { \(prefix)__weaveOpBody() }
            }
            """
    }

    private static func inputs(of function: FunctionDeclaration) -> String {
        if function.parameters.isEmpty { return "[:]" }
        let members = function.parameters.map { parameter in
            switch parameter.recording {
            case .value:
                "\(SourceText.literal(parameter.name)): WeaveMacros.TracedFunction.input(\(parameter.spelling))"
            case .typeAlone: "\(SourceText.literal(parameter.name)): \(SourceText.literal(parameter.type))"
            }
        }
        return "[\(members.joined(separator: ", "))]"
    }

    /// The function's own code, with its own lines in messages.
    private static func code(of function: FunctionDeclaration, in source: [UInt8], at place: Place?) -> String {
        let code = String(decoding: source[function.body], as: UTF8.self)
        let path = place?.file ?? ""
        guard let place, place.line > 0, SourceText.literal(path) == "\"\(path)\"", !path.isEmpty else {
            return "\n\(code)\n"
        }
        let line = place.line + source[..<function.body.lowerBound].count { $0 == 0x0A }
        return "\n#sourceLocation(file: \"\(path)\", line: \(line))\n\(code)\n#sourceLocation()\n"
    }

    /// A result's type as a closure may have it.
    private static func closureResult(_ result: String?) -> String? {
        guard var result else { return nil }
        if result.hasPrefix("sending "), let space = result.firstIndex(of: " ") {
            result = String(result[result.index(after: space)...])
        }
        if result.hasSuffix("!") { result = result.dropLast() + "?" }
        return result
    }

    private static func isOpaque(_ result: String) -> Bool { Self.tokens(of: result).contains("some") }

    /// Whether a result is a sequence and nothing else: no collection of some, and none that is more than that.
    private static func isSequence(_ result: String) -> Bool {
        let tokens = Self.tokens(of: result)
        guard let kind = tokens.first, kind == "some" || kind == "any" else { return false }
        var parts = Self.parts(of: tokens.dropFirst())
        // A traced sequence is `Sendable` where its base is; boxed, nobody could tell.
        if kind == "some", parts.count == 2 { parts.removeAll { $0 == ["Sendable"] } }
        guard parts.count == 1, var part = parts.first else { return false }
        if part.starts(with: ["_Concurrency", "."]) { part = part.dropFirst(2) }
        guard part.popFirst() == "AsyncSequence" else { return false }
        // A type that is bare may fail in any way, and has no elements of a known type.
        return part.isEmpty ? kind == "some" : part.first == "<" && part.last == ">"
    }

    /// What stands between the `&` of a composition.
    private static func parts(of tokens: ArraySlice<String>) -> [ArraySlice<String>] {
        var depth = 0
        return tokens.split(omittingEmptySubsequences: false) { token in
            if ["<", "(", "["].contains(token) { depth += 1 }
            if [">", ")", "]"].contains(token) { depth -= 1 }
            return depth == 0 && token == "&"
        }
    }

    private static func tokens(of source: String) -> [String] {
        var scanner = SwiftScanner(Array(source.utf8))
        var tokens: [String] = []
        while let token = try? scanner.next() {
            tokens.append(String(decoding: scanner.source[token.range], as: UTF8.self))
        }
        return tokens
    }
}

import FoundationEssentials
import Testing
import TreadleTesting

@testable import WeaveMacrosExpansion

@Suite struct PluginSessionTests {
    private func answer(_ message: String) throws -> JSONTree? {
        guard let answer = PluginSession().answer(to: Array(message.utf8)) else { return nil }
        return try JSONDecoder().decode(JSONTree.self, from: Data(answer))
    }

    @Test func `it speaks version 7 of the protocol`() throws {
        let answer = try self.answer(#"{"getCapability":{"capability":{"protocolVersion":7}}}"#)
        #expect(answer?["getCapabilityResult"]?["capability"]?["protocolVersion"] == .number(7))
        // Compilers before 5.10 say nothing of themselves.
        #expect(try self.answer(#"{"getCapability":{}}"#) == answer)
    }

    private static func request(_ source: String, attribute: String = "@Op") throws -> String {
        let (source, attribute) = (try Self.quoted(source), try Self.quoted(attribute))
        let place = #"{"fileID":"Mill/Loom.swift","fileName":"/mill/Loom.swift","offset":40,"line":3,"column":1}"#
        return """
            {"expandAttachedMacro":{"macro":{"moduleName":"WeaveMacrosPlugin","typeName":"OpMacro","name":"Op"},\
            "macroRole":"body","discriminator":"$s4Mill",\
            "attributeSyntax":{"kind":"attribute","source":\(attribute),"location":\(place)},\
            "declSyntax":{"kind":"declaration","source":\(source),"location":\(place)},\
            "lexicalContext":[{"kind":"declaration","source":"\\nstruct Loom {}","location":\(place)}]}}
            """
    }

    private static func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    @Test func `a function is expanded in its place`() throws {
        let answer = try self.answer(Self.request("\n@Op func weave() {\n}"))?["expandMacroResult"]
        let source = try #require(answer?["expandedSource"]?.text)
        #expect(source.contains("function: \"Loom.weave\""))
        #expect(source.contains("#sourceLocation(file: \"/mill/Loom.swift\", line: 4)"))
        #expect(answer?["diagnostics"] == .array([]))
    }

    @Test func `what cannot be expanded is a diagnostic at the attribute`() throws {
        let request = try Self.request("\n// why\n@Op var width: Int { 1 }", attribute: "\n// why\n@Op")
        let answer = try self.answer(request)?["expandMacroResult"]
        #expect(answer?["expandedSource"] == nil || answer?["expandedSource"] == .null)
        guard case .array(let diagnostics) = answer?["diagnostics"], let diagnostic = diagnostics.first else {
            Issue.record("there is no diagnostic")
            return
        }
        #expect(diagnostic["severity"] == .text("error"))
        #expect(diagnostic["position"]?["fileName"] == .text("/mill/Loom.swift"))
        #expect(diagnostic["position"]?["offset"] == .number(48))
        #expect(diagnostic["message"]?.text?.contains("this is a property") == true)
        #expect(diagnostic["highlights"] == .array([]) && diagnostic["fixIts"] == .array([]))
    }

    @Test func `what it does not know has no answer, and other kinds of macros an empty one`() throws {
        #expect(try self.answer("") == nil)
        #expect(try self.answer("{") == nil)
        #expect(try self.answer("[]") == nil)
        #expect(try self.answer(#"{"somethingNew":{}}"#) == nil)
        #expect(try self.answer(#"{"expandAttachedMacro":{}}"#) == nil)
        #expect(try self.answer(#"{"expandFreestandingMacro":{}}"#)?["expandMacroResult"] != nil)
    }

    @Test func `damaged messages are answered or refused, never worse`() throws {
        let message = Array(try Self.request(#"@Op func f(a: String = "\("b")") -> Int { 1 }"#).utf8)
        var random = SeededGenerator(seed: 7)
        for index in 0..<message.count {
            _ = PluginSession().answer(to: Array(message[..<index]))
            var damaged = message
            damaged[index] = UInt8.random(in: .min ... .max, using: &random)
            _ = PluginSession().answer(to: damaged)
        }
    }
}

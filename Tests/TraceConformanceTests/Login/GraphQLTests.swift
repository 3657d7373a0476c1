import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTraceHTTP

@Suite struct GraphQLTests {
    private let responder: TraceResponder

    init() {
        var options = TraceResponder.Options()
        options.entity = "mill"
        options.username = { "weaver \($0)" }
        self.responder = TraceResponder(InMemoryTraceStore(), options: options)
    }

    private func post(_ body: String) async throws -> WireAnswer {
        let response = await self.responder.respond(to: HTTPRequest(.post, "/graphql", body: .text(body)))
        #expect(response.headers["Content-Type"] == "application/json")
        return try await WireAnswer(response)
    }

    private func ask(_ query: String, _ variables: String? = nil, name: String? = nil) async throws -> WireAnswer {
        try await self.post(
            JSONWriter.object { writer in
                writer.member("query", query)
                if let variables { writer.member("variables", (try? RawJSON(variables)) ?? .null) }
                if let name { writer.member("operationName", name) }
            }.text)
    }

    private static let project =
        "query Project($name: String!, $entityName: String!) {\n  project(name: $name, entityName: $entityName) {\n"
        + "    name\n  }\n}"
    private static let upsert =
        "mutation UpsertModel($name: String!, $id: String, $entity: String!, $description: String, $repo: String) "
        + "{ upsertModel(input: { id: $id, name: $name, entityName: $entity, description: $description, repo: $repo }) "
        + "{ model { name description } } }"

    @Test func `what the Python client asks while it logs in`() async throws {
        #expect(
            try await self.ask("query DefaultEntity {\n  viewer {\n    username\n    defaultEntity {\n name\n }\n }\n}")
                == WireAnswer(200, #"{"data":{"viewer":{"username":"weaver local","defaultEntity":{"name":"mill"}}}}"#))
        #expect(
            try await self.ask(Self.project, #"{"name":"looms","entityName":"mill"}"#)
                == WireAnswer(200, #"{"data":{"project":{"name":"looms"}}}"#))
        #expect(
            try await self.ask(Self.upsert, #"{"name":"looms","entity":"mill","description":null}"#)
                == WireAnswer(200, #"{"data":{"upsertModel":{"model":{"name":"looms","description":null}}}}"#))
    }

    /// One query, spelled in many ways.
    @Test(arguments: [
        "{viewer{username}}", "query{viewer{username}}", "query Q{viewer{username}}",
        " \t\r\n{ viewer\n{ username, },, }",
        "\u{FEFF}{viewer{username}}", "# who?\n{viewer #me\r{username}}",
        "query Q($a:[Int!]! = [1, 2]){viewer{username}}",
    ])
    func `white space, commas and comments mean nothing`(query: String) async throws {
        #expect(
            try await self.ask(query) == WireAnswer(200, #"{"data":{"viewer":{"username":"weaver local"}}}"#),
            "\(query)")
    }

    @Test func `a field is answered under its alias, with what was asked of it and no more`() async throws {
        let query =
            #"{ a: project(name: "warp", entityName: "x") { __typename id e: entityName } b: project(name: "weft") { id } }"#
        #expect(
            try await self.ask(query)
                == WireAnswer(
                    200,
                    #"{"data":{"a":{"__typename":"Project","id":"x/warp","e":"x"},"b":{"id":"mill/weft"}}}"#
                ))
    }

    @Test func `an operation is found by its name`() async throws {
        let query = "query A { viewer { entity } } query B { viewer { name } }"
        #expect(
            try await self.ask(query, name: "B") == WireAnswer(200, #"{"data":{"viewer":{"name":"weaver local"}}}"#))
        for name in [nil, "C"] {
            let answer = try await self.ask(query, name: name)
            #expect(answer.status == 200)
            #expect(answer.text.hasPrefix(#"{"errors":[{"message":"#) && answer.text.contains("operation"))
        }
    }

    @Test func `what cannot be a project's name is no project, and cannot be made one`() async throws {
        for name in ["", "a/b", "a\u{7}"] {
            let variables = JSONWriter.object { writer in
                writer.member("name", name)
                writer.member("entityName", "mill")
                writer.member("entity", "mill")
            }.text
            #expect(try await self.ask(Self.project, variables) == WireAnswer(200, #"{"data":{"project":null}}"#))
            let answer = try await self.ask(Self.upsert, variables)
            #expect(answer.status == 200 && answer.text.contains("errors") && answer.text.contains("slashes"))
        }
    }

    @Test(arguments: [
        ("query ServerInfo { serverInfo { frontendHost } }", "serverInfo"),
        ("mutation { deleteProject { id } }", "deleteProject"), ("{ viewer { salary } }", "salary"),
        ("{ viewer }", "selected"), ("{ viewer { username { first } } }", "parts"),
        ("{ project(name: 7) { name } }", "must be a string"), ("{ project(entityName: \"e\") { name } }", "name"),
        ("{ project(colour: \"red\") { name } }", "colour"), ("{ __schema { types { name } } }", "__schema"),
        ("subscription { calls }", "subscriptions"), ("query($n: String!) { project(name: $n) { name } }", "$n"),
    ])
    func `what is not there is an error in GraphQL's shape`(query: String, word: String) async throws {
        let answer = try await self.ask(query)
        #expect(answer.status == 200)
        let errors = try answer.json["errors"]?.elements()
        #expect(errors?.first?["message"]?.string?.contains(word) == true, "\(answer)")
        #expect(try answer.json["data"] == nil)
    }

    @Test(arguments: [
        "", "{", "{viewer{username}", "{viewer{}}", "{}", "viewer", "fragment F on User { name }", "{ ...F }", "{ . }",
        "{viewer{username}} }", "query ($a) { viewer }", "query ($a: ) { viewer }", "{ project(name: ) { name } }",
        "{ project(name \"x\") { name } }", "{ project(name: \"x) { name } }", #"{ project(name: "\q") { name } }"#,
        "{ project(name: \"\"\"x) { name } }", "{ project(name: 1.2.3) { name } }", "query Q @live { viewer }", "é",
        String(repeating: "{a", count: 100), "{a(b:" + String(repeating: "[", count: 1000) + ")}",
        "query ($a: " + String(repeating: "[", count: 1000) + ") {a}", "{ viewer { username } } \u{0}",
    ])
    func `a broken document is a bad request`(query: String) async throws {
        let answer = try await self.ask(query)
        #expect(answer.status == 400, "\(query)")
        #expect(try answer.json["errors"]?.elements().first?["message"]?.string?.isEmpty == false)
    }

    @Test(arguments: [
        "", "[]", "{", "7", "{}", #"{"query":7}"#, #"{"query":null}"#, #"{"query":"{viewer{name}}","variables":[]}"#,
        #"{"query":"{viewer{name}}","operationName":7}"#,
    ])
    func `what is no GraphQL request is a bad one`(body: String) async throws {
        let answer = try await self.post(body)
        #expect(answer.status == 400)
        #expect(answer.text.hasPrefix(#"{"errors":[{"message":"#))
    }

    @Test func `null stands for nothing in a request, and defaults for what is missing`() async throws {
        #expect(
            try await self.post(
                #"{"query":"{viewer{name}}","variables":null,"operationName":null,"extensions":{"a":1}}"#
            ).status == 200)
        let query = #"query($n: String = "warp", $e: String) { project(name: $n, entityName: $e) { id } }"#
        #expect(
            try await self.ask(query, #"{"e":null}"#) == WireAnswer(200, #"{"data":{"project":{"id":"mill/warp"}}}"#))
    }
}

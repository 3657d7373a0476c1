import Testing
import TreadleCore
import TreadleTrace

/// Against what `compute_object_digest(value, class)` of the Python client gives.
@Suite struct BuiltinClassTests {
    static let values: [(name: String, value: String, digest: String)] = [
        (
            "AnnotationSpec", #"{"name":"quality","field_schema":{"type":"integer","minimum":1,"maximum":5}}"#,
            "SnwIbgzxbiYFXHDXsPZiU6DSyCrEDLHVV2ktpXCURrA"
        ),
        ("AnnotationSpec", #"{}"#, "mX2Yx4KrqY6v1S3G6wykpZwJuYVsIZbKrcENLS0TBpw"),
        (
            "AnnotationSpec",
            #"{"name":null,"description":"d","field_schema":{"type":"string","enum":["a","b"]},"unique_among_creators":true,"op_scope":["weave:///mill/looms/op/warp:*"],"unknown":1}"#,
            "VCgE9dGv5rGR4njXj5vg7Eu9p4j6MJExrkeQKlsEmxA"
        ),
        ("Leaderboard", #"{"columns":[]}"#, "khZGp0XTiejKtPu9L94JwC34r8MrVp4zo230eqacQp8"),
        (
            "Leaderboard",
            #"{"name":"fastest","columns":[{"evaluation_object_ref":"weave:///mill/looms/object/e:x","scorer_name":"speed","summary_metric_path":"mean","should_minimize":false},{"evaluation_object_ref":"r","scorer_name":"s","summary_metric_path":"p"}]}"#,
            "FyqwwM07owgbN5yqj5JgSNrCYbcinFZbHCD99tjV4aU"
        ),
        ("AlertSpec", #"{}"#, "fn3do5TDPadxtSGQfOwl3xELzKTExHrwvbsx7Z82oA8"),
        (
            "AlertSpec",
            #"{"op_scope":["a"],"spec":{"threshold":5,"metric_path":"output.score","window_size":10.0,"comparison_operator":"LESS_THAN","aggregation_function":"max","extra":1}}"#,
            "epAeQaRodYm9qh6wRYjXVbPomFVUxd89YvoeLjx1iQU"
        ),
        (
            "ComparisonView", #"{"label":"looms","definition":{"evaluation_call_ids":["a","b"]}}"#,
            "98c5BAIFIWBLR7G0VqZ5uU25EsfA9CQHN0DTzIdwoAY"
        ),
        (
            "ComparisonView",
            #"{"label":"looms","definition":{"evaluation_call_ids":[],"selected_metrics":["m"],"column_visibility":{"b":true,"a":false}}}"#,
            "pcQ1TOyU2oTZhPzVeqWCgYGkMYElE08xNLCPU6LXof8"
        ),
        (
            "Provider", #"{"base_url":"https://api.example.com/v1","api_key_name":"KEY"}"#,
            "UsappC5CoCzPFF9Njiff6SifOZrcEqBkiwmXXIcHics"
        ),
        (
            "Provider",
            #"{"name":"p","base_url":"http://api.example.com","api_key_name":"KEY","extra_headers":{"X-Loom":"7"},"return_type":"openai"}"#,
            "32rmVHphktVTe4Xruv0ZHFdzY3Cw4YL43LF4wteStPk"
        ),
        (
            "ProviderModel", #"{"provider":"weave:///mill/looms/object/p:x","max_tokens":4096}"#,
            "EUarMk4lmXXu7k3sWrCZnVUmOYbokkCdwBZIXYYmT7Q"
        ),
        (
            "LLMStructuredCompletionModel", #"{"llm_model_id":"mill/jacquard-1"}"#,
            "i5flYvNlwSRzFjgEsLhbJ9nOosjAQxQY1oYnVveeZAU"
        ),
        (
            "LLMStructuredCompletionModel",
            #"{"name":"m","llm_model_id":"x","_type":"junk","default_params":{"temperature":1,"top_p":0.5,"max_tokens":10,"stop":["\n"],"response_format":"json_object","functions":[{"name":"f"}],"messages_template":[{"role":"system","content":"Weave {x}"},{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":null,"function_call":{"name":"f"}}]}}"#,
            "aOgYhuSAuFyXCGxywc7VrhoRpp67xVcoRwIJUqYgvWU"
        ),
        (
            "SavedView", #"{"view_type":"traces","label":"slow","definition":{}}"#,
            "xngXitXXWLuKMJFXYXkrIu3SMnWSCHHkqk5pUcAcgeE"
        ),
        (
            "SavedView",
            #"{"view_type":"traces","label":"slow","definition":{"filter":{"op_names":["warp"],"trace_roots_only":true},"cols":{"a":true},"columns":[{"path":["inputs","x",0],"label":"X"},{}],"column_order":["a"],"expand_columns":["inputs.self"],"header_depth":2,"pin":{"left":["a"],"right":[]},"sort_by":[{"field":"started_at","direction":"desc"}],"page":0,"page_size":50,"charts":[{"x_axis":"started_at","y_axis":"latency","plot_type":"line","aggregation":"p95","group_keys":["op"]}],"dataset_selector":"*"}}"#,
            "qPfjL4i2NGA5tjwUpEPBbh5MB5Y11EHrPrXNSvXM1k8"
        ),
        (
            "SavedView",
            #"{"view_type":"evaluations","label":"l","definition":{"query":{"$expr":{"$and":[{"$eq":[{"$getField":"op_name"},{"$literal":"warp"}]},{"$not":[{"$gt":[{"$convert":{"input":{"$getField":"inputs.n"},"to":"double"}},{"$literal":1.5}]}]},{"$in":[{"$getField":"id"},[{"$literal":"a"},{"$literal":null}]]},{"$contains":{"input":{"$getField":"display_name"},"substr":{"$literal":"x"}}},{"$or":[{"$lte":[{"$size":{"$getField":"scorer_tags"}},{"$literal":3}]},{"$literal":true}]}]}}}}"#,
            "5i7MBxUzSocRyJHYhkLztYfuoWabIlLGmHROfAli40M"
        ),
        (
            "SavedView",
            #"{"view_type":"evaluations","label":"l","definition":{"dynamic_leaderboard_config":{"model_configuration":{"version_groups":[{"label":"g","base_ref":"r","versions":"*","show_version_indicator":true},{"label":"h","base_ref":"r","versions":["v1"],"show_version_indicator":false}],"display_name_map":{"a*":"A"},"deselected":["d"]},"columns_configuration":[{"scorer_name":"s","should_minimize":true}]}}}"#,
            "clBk7JM6dIMkuz5xNYYE9ayot2425vKSkb9OFeoLYBs"
        ),
        (
            "AgentDashboard", #"{"label":"mill","definition":{"panels":[]}}"#,
            "kpTgxOp6RzsPkvK1DYNaFLWQXYZfp5GGTmEI5Hbpkec"
        ),
        (
            "AgentDashboard",
            #"{"label":"mill","definition":{"panels":[{"id":"a","layout":{"x":0,"y":0,"w":6,"h":2},"panel_type":"kpi","settings":{"query":{"metric":"cost","format":"cost"},"title":"Cost"}},{"id":"b","layout":{"x":6,"y":0,"w":18,"h":4},"panel_type":"timeline","settings":{"query":{"metric":"calls","group_by":"agent","limit":5}}},{"id":"c","layout":{"x":0,"y":9,"w":24,"h":4},"panel_type":"breakdown","settings":{"query":{"metric":"calls","groupBy":"agent","filter":"x"}}}]}}"#,
            "wPZPpeW6wL8fM7JcY7Dzuc7niIp1RsR0xKNeTIWYsy4"
        ),
    ]

    static let misfits: [(name: String, value: String)] = [
        ("Leaderboard", #"{}"#),
        ("Leaderboard", #"{"columns":{}}"#),
        ("Leaderboard", #"{"columns":[1]}"#),
        ("Leaderboard", #"{"columns":[{"scorer_name":"s"}]}"#),
        ("AnnotationSpec", #"{"field_schema":[]}"#),
        ("AnnotationSpec", #"{"field_schema":{"type":"loom"}}"#),
        ("AnnotationSpec", #"{"field_schema":{"properties":{"a":{"type":3}}}}"#),
        ("AnnotationSpec", #"{"op_scope":"x"}"#),
        ("AnnotationSpec", #"{"name":5}"#),
        ("AlertSpec", #"{"spec":{"threshold":"high"}}"#),
        ("AlertSpec", #"{"spec":{"source_type":"looms"}}"#),
        ("AlertSpec", #"{"spec":{"window_size":1.5}}"#),
        ("AlertSpec", #"{"spec":null}"#),
        ("ComparisonView", #"{"label":"x"}"#),
        (
            "ComparisonView",
            #"{"label":"x","definition":{"evaluation_call_ids":["a"],"column_visibility":{"a":"maybe"}}}"#
        ),
        ("Provider", #"{"base_url":"ftp://x","api_key_name":"k"}"#),
        ("Provider", #"{"base_url":"https://x/?a","api_key_name":"k"}"#),
        (
            "Provider",
            #"{"base_url":"https://api.example.com","api_key_name":"k","extra_headers":{"Metadata-Flavor":"Google"}}"#
        ),
        ("Provider", #"{"base_url":"https://api.example.com","api_key_name":"k","return_type":"other"}"#),
        ("ProviderModel", #"{"provider":"p","max_tokens":"many"}"#),
        ("ProviderModel", #"{"max_tokens":1}"#),
        ("LLMStructuredCompletionModel", #"{"llm_model_id":"x","other":1}"#),
        ("LLMStructuredCompletionModel", #"{"llm_model_id":"x","ref":"weave:///a/b/object/c:d"}"#),
        ("LLMStructuredCompletionModel", #"{"llm_model_id":"x","default_params":{"response_format":"xml"}}"#),
        ("LLMStructuredCompletionModel", #"{"llm_model_id":"x","default_params":[]}"#),
        ("SavedView", #"{"view_type":"t","label":"l","definition":{"query":{"$expr":{"$getField":"id"}}}}"#),
        ("SavedView", #"{"view_type":"t","label":"l","definition":{"query":{"$expr":{"$eq":[{"$literal":1}]}}}}"#),
        (
            "SavedView",
            #"{"view_type":"t","label":"l","definition":{"query":{"$expr":{"$eq":[{"$literal":1},{"$literal":1}]},"x":1}}}"#
        ),
        ("SavedView", #"{"view_type":"t","label":"l","definition":{"sort_by":[{"field":"a","direction":"up"}]}}"#),
        ("SavedView", #"{"view_type":"t","label":"l","definition":{"pin":{"left":[]}}}"#),
        (
            "AgentDashboard",
            #"{"label":"m","definition":{"panels":[{"id":"","layout":{"x":0,"y":0,"w":6,"h":2},"panel_type":"kpi","settings":{"query":{"metric":"cost"}}}]}}"#
        ),
        (
            "AgentDashboard",
            #"{"label":"m","definition":{"panels":[{"id":"a","layout":{"x":23,"y":0,"w":2,"h":2},"panel_type":"kpi","settings":{"query":{"metric":"cost"}}}]}}"#
        ),
        (
            "AgentDashboard",
            #"{"label":"m","definition":{"panels":[{"id":"a","layout":{"x":24,"y":0,"w":1,"h":2},"panel_type":"kpi","settings":{"query":{"metric":"cost"}}}]}}"#
        ),
        (
            "AgentDashboard",
            #"{"label":"m","definition":{"panels":[{"id":"a","layout":{"x":0,"y":0,"w":1,"h":2},"panel_type":"kpi","settings":{"query":{"metric":"cost","limit":3}}}]}}"#
        ),
        (
            "AgentDashboard",
            #"{"label":"m","definition":{"panels":[{"id":"a","layout":{"x":0,"y":0,"w":1,"h":2},"panel_type":"breakdown","settings":{"query":{"metric":"cost","groupBy":"g","limit":51}}}]}}"#
        ),
        (
            "AgentDashboard",
            #"{"label":"m","definition":{"panels":[{"id":"a","layout":{"x":0,"y":0,"w":1,"h":2},"panel_type":"pie","settings":{"query":{"metric":"cost"}}}]}}"#
        ),
        ("AgentDashboard", #"{"label":"m","definition":{"panels":[],"more":1}}"#),
    ]

    private func object(_ name: String?, _ value: String) throws -> NewObject {
        NewObject(projectID: "mill/looms", objectID: "o", value: try RawJSON(value), builtinClass: name)
    }

    @Test(arguments: values)
    func `a value is completed as Python completes it`(name: String, value: String, digest: String) throws {
        let published = try PublishedObject(self.object(name, value))
        #expect(published.digest == digest, "\(published.value)")
        #expect(published.leafClass == name)
    }

    @Test(arguments: values)
    func `completing again changes nothing`(name: String, value: String, digest: String) throws {
        let published = try PublishedObject(self.object(name, value))
        let again = NewObject(
            projectID: "mill/looms", objectID: "o", value: published.value, builtinClass: name, expectedDigest: digest)
        #expect(try PublishedObject(again) == published)
    }

    @Test(arguments: misfits)
    func `a value that does not fit is refused`(name: String, value: String) throws {
        let error = #expect(throws: TraceError.self) { try PublishedObject(self.object(name, value)) }
        #expect(error?.code == .unprocessable)
        #expect(error?.message.hasPrefix("val") == true || error?.message.hasPrefix("a member of val") == true)
    }

    @Test func `the classes are known at once`() throws {
        let published = try PublishedObject(self.object("Leaderboard", #"{"name":"fastest","columns":[]}"#))
        #expect(
            published.value.text
                == #"{"_type":"Leaderboard","name":"fastest","description":null,"columns":[],"#
                + #""_class_name":"Leaderboard","_bases":["BaseObject","BaseModel"]}"#)
        #expect(published.baseClass == "Leaderboard" && published.kind == .object)
        let model = try PublishedObject(self.object("LLMStructuredCompletionModel", #"{"llm_model_id":"jacquard-1"}"#))
        #expect(model.baseClass == "Model" && model.leafClass == "LLMStructuredCompletionModel")
    }

    @Test(arguments: ["NoSuchClass", "", "ChartConfig", "Message", "leaderboard", "Leaderboard\u{301}"])
    func `an unknown class is refused with the known ones`(name: String) throws {
        let error = #expect(throws: TraceError.self) { try PublishedObject(self.object(name, "{}")) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("AnnotationSpec, ComparisonView, LLMStructuredCompletionModel") == true)
    }

    @Test(arguments: ["[]", "null", "1", #""Leaderboard""#])
    func `only an object can be of a class`(value: String) throws {
        let error = #expect(throws: TraceError.self) { try PublishedObject(self.object("Leaderboard", value)) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `a value that names its class is taken as it is, of that class alone`() throws {
        let value = #"{"anything":1,"_class_name":"Leaderboard","_bases":["BaseObject","BaseModel"]}"#
        #expect(try PublishedObject(self.object("Leaderboard", value)).value.text == value)
        let error = #expect(throws: TraceError.self) { try PublishedObject(self.object("Provider", value)) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `no payload is repeated in a refusal`() throws {
        let secret = "warp-secret"
        for value in [
            #"{"columns":"\#(secret)"}"#, #"{"columns":[{"scorer_name":1,"\#(secret)":1}]}"#,
            #"{"columns":[{"evaluation_object_ref":{"\#(secret)":1}}]}"#,
        ] {
            let error = #expect(throws: TraceError.self) { try PublishedObject(self.object("Leaderboard", value)) }
            #expect(error?.message.contains(secret) == false)
        }
        let view = #"{"label":"l","definition":{"evaluation_call_ids":[],"column_visibility":{"\#(secret)":1}}}"#
        let error = #expect(throws: TraceError.self) { try PublishedObject(self.object("ComparisonView", view)) }
        #expect(error?.message.contains(secret) == false)
    }
}

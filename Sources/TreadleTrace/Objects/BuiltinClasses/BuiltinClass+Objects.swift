extension BuiltinClass {
    /// What can be published.
    static let objects: [BuiltinClass] = [
        .object(
            "AgentDashboard",
            [.required("label", .text), .required("definition", .instance("AgentDashboardDefinition"))]),
        .object(
            "AlertSpec",
            [
                .optional("op_scope", .list(.text)),
                .defaulted("spec", .instance("WeaveMetricThresholdSpec"), "{}"),
            ]),
        .object(
            "AnnotationSpec",
            [
                .defaulted("field_schema", .jsonSchema, "{}"),
                .defaulted("unique_among_creators", .boolean, "false"),
                .optional("op_scope", .list(.text)),
            ]),
        .object(
            "ComparisonView",
            [.required("label", .text), .required("definition", .instance("ComparisonViewDefinition"))]),
        .object("Leaderboard", [.required("columns", .list(.instance("LeaderboardColumn")))]),
        .object(
            "LLMStructuredCompletionModel", bases: ["Model", "Object", "BaseModel"], refusesOthers: true,
            [
                .defaulted("ref", .nothing, "null"),
                .required("llm_model_id", .text),
                .defaulted("default_params", .instance("LLMStructuredCompletionModelDefaultParams"), "{}"),
            ]),
        .object(
            "Provider",
            [
                .required("base_url", .url),
                .required("api_key_name", .text),
                .defaulted("extra_headers", .headers, "{}"),
                .defaulted("return_type", .oneOf(["openai"]), #""openai""#),
            ]),
        .object("ProviderModel", [.required("provider", .text), .required("max_tokens", .integer(nil))]),
        .object(
            "SavedView",
            [
                .required("view_type", .text), .required("label", .text),
                .required("definition", .instance("SavedViewDefinition")),
            ]),
    ]

    /// What stands inside of them.
    static let parts: [BuiltinClass] = [
        BuiltinClass(
            "WeaveMetricThresholdSpec",
            [
                .defaulted("alert_condition", .text, #""THRESHOLD""#),
                .defaulted("source_type", .oneOf(["calls", "spans"]), #""calls""#),
                .defaulted(
                    "comparison_operator", .oneOf(["GREATER_THAN", "LESS_THAN", "EQUAL"]), #""GREATER_THAN""#),
                .defaulted("metric_path", .text, #""""#),
                .defaulted("op_str", .text, #""""#),
                .defaulted("threshold", .number, "0.0"),
                .optional("window_size", .integer(nil)),
                .optional("window_duration", .integer(nil)),
                .optional("monitor_ref", .text),
                .optional("scorer_ref", .text),
                .defaulted(
                    "aggregation_function",
                    .oneOf(["mean", "median", "min", "max", "mode", "percentage", "count"]), #""mean""#),
                .optional("status_match_value", .text),
            ]),
        BuiltinClass(
            "ComparisonViewDefinition",
            [
                .required("evaluation_call_ids", .list(.text)), .optional("selected_metrics", .list(.text)),
                .optional("column_visibility", .map(.boolean)),
            ]),
        BuiltinClass(
            "LeaderboardColumn",
            [
                .required("evaluation_object_ref", .text), .required("scorer_name", .text),
                .required("summary_metric_path", .text), .optional("should_minimize", .boolean),
            ]),
        BuiltinClass(
            "LLMStructuredCompletionModelDefaultParams",
            [
                .optional("messages_template", .list(.instance("Message"))),
                .optional("prompt", .text),
                .optional("temperature", .number),
                .optional("top_p", .number),
                .optional("max_tokens", .integer(nil)),
                .optional("presence_penalty", .number),
                .optional("frequency_penalty", .number),
                .optional("stop", .list(.text)),
                .optional("n_times", .integer(nil)),
                .optional("functions", .list(.anyObject)),
                .optional("response_format", .oneOf(["json_object", "json_schema", "text"])),
            ]),
        BuiltinClass(
            "Message",
            [
                .required("role", .text), .optional("content", .union([.text, .list(.anyObject)])),
                .optional("name", .text), .optional("function_call", .anyObject), .optional("tool_call_id", .text),
            ]),
    ]
}

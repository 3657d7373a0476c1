extension BuiltinClass {
    /// What stands inside of a `SavedView`, its query excepted.
    static let savedViewParts: [BuiltinClass] = [
        BuiltinClass(
            "SavedViewDefinition",
            [
                .optional("filter", .instance("CallsFilter")),
                .optional("query", .instance("Query")),
                .optional("cols", .map(.boolean)),
                .optional("columns", .list(.instance("Column"))),
                .optional("column_order", .list(.text)),
                .optional("expand_columns", .list(.text)),
                .optional("header_depth", .integer(nil)),
                .optional("pin", .instance("Pin")),
                .optional("sort_by", .list(.instance("SortBy"))),
                .optional("page", .integer(nil)),
                .optional("page_size", .integer(nil)),
                .optional("charts", .list(.instance("ChartConfig"))),
                .optional("dataset_selector", .text),
                .optional("evaluation_selector", .text),
                .optional("dynamic_leaderboard_config", .instance("DynamicLeaderboardConfig")),
            ]),
        BuiltinClass("Pin", [.required("left", .list(.text)), .required("right", .list(.text))]),
        BuiltinClass(
            "Column", [.optional("path", .list(.union([.text, .integer(nil)]))), .optional("label", .text)]),
        BuiltinClass(
            "ChartConfig",
            [
                .required("x_axis", .text), .required("y_axis", .text),
                .optional("plot_type", .oneOf(["scatter", "line", "bar"])),
                .optional("bin_count", .integer(nil)),
                .optional("aggregation", .oneOf(["average", "sum", "min", "max", "p95", "p99"])),
                .optional("group_keys", .list(.text)),
                .optional("custom_name", .text),
            ]),
        BuiltinClass(
            "ObjectVersionGroup",
            [
                .required("label", .text), .required("base_ref", .text),
                .required("versions", .union([.list(.text), .oneOf(["*"])])),
                .required("show_version_indicator", .boolean),
            ]),
        BuiltinClass(
            "ObjectConfig",
            [
                .optional("version_groups", .list(.instance("ObjectVersionGroup"))),
                .optional("display_name_map", .map(.text)),
                .optional("deselected", .list(.text)),
            ]),
        BuiltinClass(
            "DynamicLeaderboardColumnConfig",
            [
                .optional("evaluation_object_ref", .text), .optional("scorer_name", .text),
                .optional("display_name", .text), .optional("summary_metric_path", .text),
                .optional("should_minimize", .boolean), .optional("deselected", .boolean),
            ]),
        BuiltinClass(
            "DynamicLeaderboardConfig",
            [
                .optional("model_configuration", .instance("ObjectConfig")),
                .optional("dataset_configuration", .instance("ObjectConfig")),
                .optional("scorer_configuration", .instance("ObjectConfig")),
                .optional("columns_configuration", .list(.instance("DynamicLeaderboardColumnConfig"))),
            ]),
        BuiltinClass(
            "SortBy", bases: ["BaseModelStrict", "BaseModel"],
            [.required("field", .text), .required("direction", .oneOf(["asc", "desc"]))]),
        BuiltinClass(
            "CallsFilter", bases: ["BaseModelStrict", "BaseModel"],
            [
                .optional("op_names", .list(.text)), .optional("input_refs", .list(.text)),
                .optional("output_refs", .list(.text)), .optional("parent_ids", .list(.text)),
                .optional("trace_ids", .list(.text)), .optional("call_ids", .list(.text)),
                .optional("thread_ids", .list(.text)), .optional("turn_ids", .list(.text)),
                .optional("trace_roots_only", .boolean), .optional("wb_user_ids", .list(.text)),
                .optional("wb_run_ids", .list(.text)),
            ]),
    ]
}

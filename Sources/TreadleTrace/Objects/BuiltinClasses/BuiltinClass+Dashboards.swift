internal import TreadleCore

extension BuiltinClass {
    private static let gridColumns = 24

    private static func dashboard(
        _ name: String, below bases: [String] = [], check: (@Sendable (JSONObject) -> String?)? = nil, _ fields: [Field]
    ) -> BuiltinClass {
        BuiltinClass(
            name, bases: bases + ["DashboardConfigModel", "BaseModel"], refusesOthers: true, check: check, fields)
    }

    private static let panelQuery: [Field] = [
        .defaulted("version", .integer(1...1), "1"),
        .required("metric", .someText),
        .defaulted("filter", .text, #""""#),
        .optional("format", .oneOf(["number", "percent", "cost", "duration"])),
    ]

    private static func panel(_ name: String, type: String) -> [BuiltinClass] {
        [
            self.dashboard(
                "\(name)DashboardPanel", below: ["DashboardPanelBase"],
                [
                    .required("id", .someText), .required("layout", .instance("PanelGridLayout")),
                    .required("panel_type", .oneOf([type])), .required("settings", .instance("\(name)PanelSettings")),
                ]),
            self.dashboard(
                "\(name)PanelSettings",
                [.required("query", .instance("\(name)PanelQueryConfig")), .optional("title", .text)]),
        ]
    }

    /// What stands inside of an `AgentDashboard`.
    static let dashboardParts: [BuiltinClass] =
        [
            dashboard(
                "AgentDashboardDefinition",
                [
                    .required(
                        "panels",
                        .list(
                            .union([
                                .instance("KpiDashboardPanel"), .instance("TimelineDashboardPanel"),
                                .instance("BreakdownDashboardPanel"),
                            ])))
                ]),
            dashboard(
                "PanelGridLayout",
                check: { layout in
                    let end = (layout["x"]?.integer ?? 0) + (layout["w"]?.integer ?? 0)
                    return end > Self.gridColumns ? "extends beyond the grid" : nil
                },
                [
                    .required("x", .integer(0...gridColumns - 1)), .required("y", .integer(0 ... .max)),
                    .required("w", .integer(1...gridColumns)), .required("h", .integer(1 ... .max)),
                ]),
            dashboard("KpiPanelQueryConfig", below: ["PanelQueryConfig"], panelQuery),
            dashboard(
                "TimelinePanelQueryConfig", below: ["PanelQueryConfig"],
                panelQuery + [
                    .optional("groupBy", .text, or: "group_by"), .optional("limit", .integer(1...50)),
                ]),
            dashboard(
                "BreakdownPanelQueryConfig", below: ["PanelQueryConfig"],
                panelQuery + [
                    .required("groupBy", .someText, or: "group_by"), .defaulted("limit", .integer(1...50), "6"),
                ]),
        ] + panel("Kpi", type: "kpi") + panel("Timeline", type: "timeline") + panel("Breakdown", type: "breakdown")
}

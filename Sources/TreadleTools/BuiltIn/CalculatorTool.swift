public import TreadleCore

/// `calculator`: evaluates an arithmetic expression.
public struct CalculatorTool: Tool {
    public let name: String = "calculator"
    public let description: String = "Basic mathematical calculations"
    public let parameters: JSONValue = [
        "type": "object",
        "properties": [
            "expression": [
                "type": "string", "minLength": 1, "maxLength": 1000,
                "description": """
                An arithmetic expression, e.g. 12 * (3 + 4). Operators + - * / % ^ (or **), parentheses, constants pi and \
                e, functions sqrt abs min max round floor ceil ln log exp sin cos tan (angles in radians)
                """,
            ]
        ],
        "required": ["expression"],
        "additionalProperties": false,
    ]

    /// Makes the tool.
    public init() {}

    public func execute(_ arguments: JSONObject) async throws -> String {
        do throws(ExpressionError) {
            return try Arithmetic.evaluate(arguments["expression"]?.string ?? "").description
        } catch {
            throw ToolError(.invalidArguments, "/expression: \(error)", path: "/expression", cause: error)
        }
    }
}

/// Tells whether values fit a JSON Schema (draft 2020-12, the part that describes arguments of tools).
///
/// Known are `type`, `enum`, `const`, the keywords of objects, arrays, strings and numbers, `allOf`, `anyOf`, `oneOf`,
/// `not`, `if`/`then`/`else`, and `$ref` to a place in the same schema. Any other keyword, `format` among them, says
/// nothing. Patterns are matched by Swift's engine, which backtracks: a schema with patterns must come from someone you
/// trust, or ``Limits/triesPatterns`` must be off.
public struct JSONSchemaValidator: Sendable {
    /// Bounds on what a schema and a value may make us do.
    public struct Limits: Sendable, Hashable {
        /// How deep schemas may nest while they are applied; this also ends references that go in circles.
        public var maximumDepth: Int = 200
        /// How many schemas may be applied, members looked at and values compared.
        public var maximumSteps: Int = 1_000_000
        /// How many violations are collected before the walk ends.
        public var maximumViolations: Int = 100
        /// The longest string, in Unicode scalars, that a pattern is tried on; a longer one does not fit.
        public var maximumPatternInput: Int = 10_000
        /// Whether patterns are tried; off, a string fits any `pattern`, and members are not held against
        /// `patternProperties`, nor to `additionalProperties` beside them.
        public var triesPatterns: Bool = true

        /// The default limits, which no honest tool reaches.
        public init() {}
    }

    /// The schema.
    public let schema: JSONValue
    private let limits: Limits

    /// Takes a schema, an object or a Boolean; it is looked at when a value is.
    public init(_ schema: JSONValue, limits: Limits = Limits()) {
        self.schema = schema
        self.limits = limits
    }

    /// Everything that does not fit; empty for a value that does.
    public func violations(in value: JSONValue) -> [JSONSchemaViolation] {
        var walk = JSONSchemaWalk(root: self.schema, limits: self.limits)
        walk.check(value, against: self.schema)
        return walk.violations
    }
}

internal import TreadleCore

/// What one tracer makes of an op; the same for all its calls.
final class SessionOp: Sendable {
    /// What calls have for a name.
    let name: String
    /// The attributes of calls that nothing more is said about.
    let attributes: RawJSON
    let rules: ValueRules

    init(_ op: OpDefinition, in core: Tracer.Core) {
        self.name = core.name(of: op.source)
        self.rules = core.rules.adding(op.redactor)
        self.attributes = self.rules.applied(to: core.attributes.joined(with: op.attributes))
    }
}

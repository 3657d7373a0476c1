internal import TreadleCore

/// What holds while values are encoded: what is taken out of them, and how much they may come to.
struct ValueRules: Sendable {
    /// The tracer's rules.
    let redactor: Redactor
    /// Those of one op beside them.
    var own: Redactor?
    /// How deep values may nest: references that lead in a circle end here.
    var maximumDepth = 64
    /// How many bytes the values of one call may come to.
    var maximumSize = 32 << 20

    /// Whether the value of that name is taken out.
    func redacts(_ name: String) -> Bool {
        self.redactor.matches(name) || self.own?.matches(name) ?? false
    }

    /// Whether nothing is taken out.
    var redactsNothing: Bool { self.redactor.isEmpty && self.own?.isEmpty ?? true }

    /// A value without what is taken out of it.
    func applied(to value: RawJSON) -> RawJSON {
        guard !self.redactsNothing else { return value }
        return value.replacingValues(with: Self.redacted) { name in
            self.redactor.matches(name) || self.own?.matches(name) ?? false
        }
    }

    private static let redacted = RawJSON(string: Redactor.text)
}

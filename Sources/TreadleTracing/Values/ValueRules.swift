internal import TreadleCore

/// What holds while values are encoded: what is taken out of them, and how much they may come to.
final class ValueRules: Sendable {
    /// The tracer's rules.
    let redactor: Redactor
    /// Those of one op beside them.
    let own: Redactor?
    /// How deep values may nest: references that lead in a circle end here.
    let maximumDepth: Int
    /// How many bytes the values of one call may come to.
    let maximumSize: Int
    /// Whether nothing is taken out.
    let redactsNothing: Bool
    /// Whether what fails to encode itself fails the whole, and is not replaced by a text.
    let isStrict: Bool

    init(
        redactor: Redactor, own: Redactor? = nil, maximumDepth: Int = 64, maximumSize: Int = 32 << 20,
        isStrict: Bool = false
    ) {
        self.redactor = redactor
        self.own = own.flatMap { $0.isEmpty ? nil : $0 }
        self.maximumDepth = maximumDepth
        self.maximumSize = maximumSize
        self.isStrict = isStrict
        self.redactsNothing = redactor.isEmpty && own?.isEmpty ?? true
    }

    /// Takes out nothing.
    static let plain = ValueRules(redactor: Redactor(keys: []))

    /// Takes out nothing, and replaces nothing.
    static let strict = ValueRules(
        redactor: Redactor(keys: []), maximumDepth: 256, maximumSize: 256 << 20, isStrict: true)

    /// These rules, and those of one op.
    func adding(_ own: Redactor) -> ValueRules {
        own.isEmpty ? self : ValueRules(redactor: self.redactor, own: own)
    }

    /// Whether the value of that name is taken out.
    func redacts(_ name: String) -> Bool {
        self.redactor.matches(name) || self.own?.matches(name) ?? false
    }

    /// A value without what is taken out of it.
    func applied(to value: RawJSON) -> RawJSON {
        guard !self.redactsNothing else { return value }
        return value.replacingValues(with: Self.redacted) { name in
            self.redactor.matches(name) || self.own?.matches(name) ?? false
        }
    }

    private static let redacted = RawJSON(string: Redactor.text)
}

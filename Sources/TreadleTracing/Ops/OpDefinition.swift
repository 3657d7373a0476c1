internal import TreadleCore

/// What is said about an op, whatever its types.
@usableFromInline
final class OpDefinition: Sendable {
    let source: OpSource
    /// The names of its arguments, as many as it has.
    @usableFromInline let inputs: [String]
    let displayName: String?
    /// Members for the attributes of its calls: what it was given, and `weave` with its kind and color.
    let attributes: RawJSON
    let sampleRate: Double?
    let redactor: Redactor
    /// How long its inputs and outputs are.
    let inputSize = SizeHint(), outputSize = SizeHint()
    private let sessions = SessionCache<SessionOp>()

    init(
        _ source: OpSource, inputs: [String], arity: Int, displayName: String?, attributes: CallInputs, kind: OpKind?,
        color: OpColor?, sampleRate: Double, redacting: Set<String>
    ) {
        self.source = source
        self.inputs = (0..<arity).map { inputs.indices.contains($0) ? inputs[$0] : "arg\($0)" }
        self.displayName = displayName
        self.sampleRate = sampleRate == 1 ? nil : sampleRate
        self.redactor = Redactor(keys: redacting)
        let attributes = attributes.encoded(by: .plain)
        if kind == nil, color == nil {
            self.attributes = attributes
        } else {
            let weave = JSONWriter.object { writer in
                if let kind { writer.member("kind", kind.rawValue) }
                if let color { writer.member("color", color.rawValue) }
            }
            self.attributes = attributes.joined(with: JSONWriter.object { $0.member("weave", weave) })
        }
    }

    /// What a tracer makes of it.
    func op(in core: Tracer.Core) -> SessionOp {
        self.sessions.value(for: core.session) { SessionOp(self, in: core) }
    }
}

internal import TreadleCore

extension Tracer.Core {
    /// Whether a call at some place is recorded: with its trace, or, where it starts one, by chance.
    ///
    /// - Parameter sampleRate: The op's own rate; it counts beside the tracer's.
    func records(beneath parent: OpenCall?, sampleRate: Double?) -> Bool {
        if let parent {
            if parent === OpenCall.unsampled { return false }
            if parent.core?.projectID == self.projectID { return true }
        }
        let rate = self.options.sampleRate * (sampleRate ?? 1)
        return rate >= 1 || self.options.random() < rate
    }

    /// What calls of an op have for a name: its version's reference, where there is a registry.
    func name(of op: OpSource) -> String { self.options.ops?.reference(to: op) ?? op.name }

    /// What calls of an op have for a name of which only that is known; a reference stays one.
    func name(of op: String) -> String {
        guard let ops = self.options.ops, !op.hasPrefix("weave:") else { return op }
        return ops.reference(toOpNamed: op)
    }

    /// A call's attributes: its own over those of the scopes it starts in, over its op's, over those of all calls.
    func attributes(of op: SessionOp?, in scope: CallScope?, setting own: RawJSON) -> RawJSON {
        let base = op?.attributes ?? self.attributes
        let outer = scope?.attributes ?? .emptyObject
        if outer == .emptyObject, own == .emptyObject { return base }
        return (op?.rules ?? self.rules).applied(to: base.joined(with: outer).joined(with: own))
    }
}

extension RawJSON {
    /// An object's members and another's, which win; of `weave`, which many write, both sides' members stay.
    func joined(with other: RawJSON) -> RawJSON {
        if other == .emptyObject { return self }
        if self == .emptyObject { return other }
        return self.setting(
            other.members().map { member in
                guard member.name == "weave", member.value.kind == .object, let ours = self["weave"],
                    ours.kind == .object
                else { return (member.name, member.value) }
                return (member.name, ours.setting(member.value.members().map { ($0.name, $0.value) }))
            })
    }
}

package import TreadleCore

/// What a value says it is an instance of.
package struct ObjectClasses: Hashable, Sendable {
    /// An op, or anything else.
    package var kind: ObjectVersion.Kind
    /// The class just below Weave's own ones that its class derives from; its own one where that is it.
    package var base: String?
    /// Its class.
    package var leaf: String?

    /// Reads `_type`, `_class_name` and `_bases`.
    package init(of value: RawJSON) {
        let parts = value.values(for: ["_type", "weave_type", "_class_name", "_bases"])
        let isOp =
            parts[0]?.string.map(ExactText.init) == ExactText("CustomWeaveType")
            && parts[1]?["type"]?.string.map(ExactText.init) == ExactText("Op")
        self.kind = isOp ? .op : .object
        guard let leaf = parts[2]?.string, let bases = parts[3]?.elements().map(\.string), bases.count >= 2,
            bases[bases.count - 1] == "BaseModel", ["Object", "BaseObject"].contains(bases[bases.count - 2])
        else { return }
        let base = bases.count > 2 ? bases[bases.count - 3] : leaf
        // A base that is no text is no class.
        guard let base else { return }
        self.base = base
        self.leaf = leaf
    }
}

/// Knows which versions of ops there are, and under which reference calls name them.
public protocol OpRegistry: Sendable {
    /// The reference of an op's version, such as `weave:///mill/looms/op/weave_cloth:DIGEST`.
    ///
    /// It is asked for on the way of every call: it never waits, and publishing the op, where it is new, goes on behind.
    func reference(to op: OpSource) -> String

    /// The reference of an op of which only its name is known, or that name. Never waits, either.
    func reference(toOpNamed name: String) -> String
}

extension OpRegistry {
    public func reference(toOpNamed name: String) -> String { self.reference(to: OpSource(name: name)) }
}

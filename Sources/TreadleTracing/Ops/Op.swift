/// A function that is traced: each of its calls is recorded, with its arguments and its result.
///
/// ```swift
/// let weave = Op("weave_cloth", inputs: "warp", "weft") { (warp: String, weft: String) in "\(warp) x \(weft)" }
/// let cloth = weave("linen", "wool")
/// ```
///
/// It is called like the function it is made of: with `try` where that throws, with `await` where that waits. Arguments
/// and results may be of any type; what is not `Encodable` is recorded as the name of its type. While nothing is traced
/// a call costs no more than a few instructions.
///
/// A function that returns an `AsyncSequence` makes an op that returns a ``TracedSequence`` of it: its call ends when
/// the sequence does.
public struct Op<Body: Sendable>: Sendable {
    @usableFromInline let body: Body
    let definition: OpDefinition

    init(_ definition: OpDefinition, body: Body) {
        self.definition = definition
        self.body = body
    }

    /// The op's name.
    public var name: String { self.definition.source.name }

    /// What makes this version of the op: its name and its code.
    public var source: OpSource { self.definition.source }
}

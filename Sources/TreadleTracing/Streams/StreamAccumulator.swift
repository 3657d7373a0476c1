internal import Synchronization
internal import TreadleCore

/// What becomes of a sequence's elements, one after the other, until they are a call's output.
public struct StreamAccumulator<Element>: Sendable {
    let fold: @Sendable (ValueRules) -> any StreamFold<Element>

    /// All elements as an array, up to 100,000 of them and 8 MiB; a text at its end tells of those that were left out.
    ///
    /// Elements that are not `Encodable` are only counted.
    public static var collecting: StreamAccumulator { StreamAccumulator { CollectingFold($0, limits: StreamLimits()) } }

    /// Puts elements together with a closure, as a reply is put together of its parts.
    ///
    /// ```swift
    /// accumulating: .reducing(into: "") { reply, part in reply += part.text }
    /// ```
    public static func reducing<State: Encodable & Sendable>(
        into initial: State, _ add: @escaping @Sendable (inout State, Element) -> Void
    ) -> StreamAccumulator {
        StreamAccumulator { ReducingFold(initial, rules: $0, add: add) }
    }
}

/// The elements of one sequence so far. It is asked from any thread.
protocol StreamFold<Element>: AnyObject, Sendable {
    associatedtype Element

    func add(_ element: Element)

    /// What they came to; `nil` before there is anything to say.
    func output() -> RawJSON?
}

/// How much of a sequence is kept.
struct StreamLimits {
    var elements = 100_000
    var bytes = 8 << 20
}

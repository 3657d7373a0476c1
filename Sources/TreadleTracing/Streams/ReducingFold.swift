internal import Synchronization
internal import TreadleCore

/// Puts elements together with a closure.
final class ReducingFold<State: Encodable & Sendable, Element>: StreamFold {
    private let state: Mutex<State>
    private let rules: ValueRules
    private let reduce: @Sendable (inout State, Element) -> Void

    init(_ initial: State, rules: ValueRules, add: @escaping @Sendable (inout State, Element) -> Void) {
        self.state = Mutex(initial)
        self.rules = rules
        self.reduce = add
    }

    func add(_ element: Element) { self.state.withLock { self.reduce(&$0, element) } }

    func output() -> RawJSON? { self.rules.encode(self.state.withLock { $0 }) }
}

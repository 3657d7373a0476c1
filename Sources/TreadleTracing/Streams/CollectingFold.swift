internal import Synchronization
internal import TreadleCore

/// Keeps elements as an array, as many as may be.
final class CollectingFold<Element>: StreamFold {
    private struct State {
        var writer = JSONWriter()
        var count = 0
        var kept = 0
        var isFull = false
    }

    private let state = Mutex(State())
    private let rules: ValueRules
    private let limits: StreamLimits

    init(_ rules: ValueRules, limits: StreamLimits) {
        self.rules = rules
        self.limits = limits
    }

    func add(_ element: Element) {
        let isFull = self.state.withLock { state in
            state.count += 1
            return state.isFull
        }
        guard !isFull, let text = self.rules.encode(ifEncodable: element) else { return }
        self.state.withLock { state in
            // Elements stay in order: what comes behind one that did not fit is left out, too.
            guard !state.isFull, state.kept < self.limits.elements,
                state.writer.bytes.count + text.bytes.count < self.limits.bytes
            else { return state.isFull = true }
            state.kept += 1
            state.writer.write(text)
        }
    }

    func output() -> RawJSON? {
        let state = self.state.withLock { $0 }
        if state.kept == 0, state.count > 0, !state.isFull {
            return RawJSON(string: "\(state.count) × \(ValueSink.name(of: Element.self))")
        }
        var writer = JSONWriter(capacity: state.writer.bytes.count + 64)
        writer.beginArray()
        if state.kept > 0 { writer.write(state.writer.raw) }
        let rest = state.count - state.kept
        if rest > 0 { writer.write("\(rest) more elements are not recorded") }
        writer.endArray()
        return writer.raw
    }
}

internal import Synchronization
internal import TreadleCore

extension OpenCall {
    /// Sets the output, or what there is of it so far. The latest wins; it is kept when the call fails or is cancelled.
    public func setOutput(encoding value: some Encodable) {
        guard let core = self.core else { return }
        self.setOutput(asIs: core.rules.encode(value))
    }

    /// Ends it well.
    public func finish(encoding value: some Encodable) {
        guard let core = self.core else { return }
        self.end(.success, output: core.rules.encode(value))
    }

    /// Ends it well with what an operation returned, unless its output was set or it has ended; what is not `Encodable`
    /// is not recorded.
    func finish<Success>(recording result: Success) {
        guard let core = self.core else { return }
        guard !self.state.withLock({ $0.hasEnded || $0.output != nil }) else { return self.end(.success, output: nil) }
        guard Success.self is any Encodable.Type || result is any Encodable else {
            return self.end(.success, output: nil)
        }
        self.end(.success, output: core.rules.encode(any: result))
    }
}

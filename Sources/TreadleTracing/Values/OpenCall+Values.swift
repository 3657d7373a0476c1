internal import Synchronization
public import TreadleCore

extension OpenCall {
    /// Sets the output, or what there is of it so far. The latest wins; it is kept when the call fails or is cancelled.
    public func setOutput(encoding value: some Encodable) {
        guard self.core != nil else { return }
        self.setOutput(asIs: self.rules.encode(value))
    }

    /// Ends it well.
    public func finish(encoding value: some Encodable) {
        guard self.core != nil else { return }
        self.end(.success, output: self.rules.encode(value))
    }

    /// Ends it well with what an operation returned, unless its output was set; what is not `Encodable` is not
    /// recorded. Does nothing when the call has ended or ends with a sequence.
    func finish<Success>(recording result: Success) {
        self.finish(making: { self.rules.encode(ifEncodable: result) })
    }

    /// Ends it well with an output that is asked for where none was set; see ``finish(recording:)``.
    @usableFromInline
    func finish(making output: () -> RawJSON?) {
        guard self.core != nil else { return }
        let (isOpen, hasOutput) = self.state.withLock { (!$0.hasEnded && !$0.endsWithSequence, $0.output != nil) }
        guard isOpen else { return }
        self.end(.success, output: hasOutput ? nil : output())
    }

    /// A value as JSON, by its rules.
    @usableFromInline
    func encoded(_ value: some Encodable) -> RawJSON { self.rules.encode(value) }

    /// Notes that a sequence ends the call; whether it still can.
    func handOverToSequence() -> Bool {
        guard self.core != nil else { return false }
        return self.state.withLock { state in
            guard !state.hasEnded, !state.endsWithSequence else { return false }
            state.endsWithSequence = true
            return true
        }
    }
}

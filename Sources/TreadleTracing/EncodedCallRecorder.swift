/// A recorder that takes calls as the wire has them, so that no value need be made of a call that has ended.
protocol EncodedCallRecorder: CallRecorder {
    /// Whether it does; that never changes.
    var takesEncodedCalls: Bool { get }

    /// Takes one ended call; otherwise like ``CallRecorder/record(_:)-(Call)``.
    ///
    /// Returns whether it has taken it. It may not, where there is no room in its spool: then it is to be given the call.
    func record(encoded call: UnsafeRawBufferPointer) -> Bool
}

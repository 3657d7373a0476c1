/// A call store that passes calls on as they are on the wire, and so need not be handed values.
///
/// A recorder that has the calls' wire form at hand, because it keeps them in that form, asks for this role. It changes
/// nothing about what is recorded.
public protocol EncodedCallStore: CallStore {
    /// Records ended calls; returns when they are durable. Otherwise like ``CallStore/record(_:)``.
    func record(_ calls: EncodedCalls) async throws
}

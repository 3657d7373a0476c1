public import TreadleTrace

/// Takes calls that have ended.
public protocol CallRecorder: Sendable {
    /// Takes one ended call. Never waits for a store.
    ///
    /// When it returns, the call survives a kill of this process, if a spool is configured.
    func record(_ call: Call)

    /// Takes several ended calls at once; with a spool that is one write.
    func record(_ calls: [Call])
}

extension CallRecorder {
    public func record(_ calls: [Call]) {
        for call in calls { self.record(call) }
    }
}

internal import Synchronization
public import TreadleTrace
public import TreadleTracing

/// Keeps ended calls, in the order in which they ended.
public final class RecordingCallRecorder: CallRecorder {
    private let recorded = Mutex<[Call]>([])

    /// Makes an empty recorder.
    public init() {}

    public func record(_ call: Call) { self.recorded.withLock { $0.append(call) } }

    public func record(_ calls: [Call]) { self.recorded.withLock { $0 += calls } }

    /// What has been recorded so far.
    public var calls: [Call] { self.recorded.withLock { $0 } }

    /// The calls of an op.
    public func calls(named name: String) -> [Call] { self.calls.filter { $0.opName == name } }
}

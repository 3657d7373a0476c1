import Synchronization
import TreadleTrace
import TreadleTracing

/// Keeps the calls it is given.
final class RecordingRecorder: CallRecorder {
    private let state = Mutex<[Call]>([])

    var calls: [Call] { self.state.withLock { $0 } }

    func record(_ call: Call) { self.state.withLock { $0.append(call) } }

    /// The only call of this name.
    func call(_ name: String) -> Call? {
        let found = self.calls.filter { $0.opName == name }
        return found.count == 1 ? found[0] : nil
    }
}

internal import Dispatch

/// Tells threads that something is over.
final class EndSignal: Sendable {
    private let group = DispatchGroup()

    init() { self.group.enter() }

    /// Says that it is over. Once.
    func signal() { self.group.leave() }

    /// Blocks the thread until it is over, or the moment has come. Returns whether it is over.
    @discardableResult
    func wait(until deadline: DispatchTime) -> Bool { self.group.wait(timeout: deadline) == .success }
}

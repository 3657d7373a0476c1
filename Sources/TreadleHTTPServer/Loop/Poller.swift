internal import CTreadleLinux
internal import Glibc

/// An epoll instance that other threads can wake.
///
/// Waiting and changing the set are the owning thread's; ``wake()`` is anyone's.
struct Poller: ~Copyable {
    /// What came from ``wake()``.
    static let wakeToken = UInt64.max

    private let descriptor: Int32
    private let wakeDescriptor: Int32

    init() throws(SystemFailure) {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFailure(call: "epoll_create1") }
        let wakeDescriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard wakeDescriptor >= 0 else {
            let failure = SystemFailure(call: "eventfd")
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
        self.wakeDescriptor = wakeDescriptor
        self.add(wakeDescriptor, EPOLLIN.rawValue, token: Self.wakeToken)
    }

    deinit {
        close(self.wakeDescriptor)
        close(self.descriptor)
    }

    /// Watches a descriptor; `false` when the kernel refused (out of watches).
    @discardableResult func add(_ descriptor: Int32, _ events: UInt32, token: UInt64) -> Bool {
        var event = ctreadle_linux_epoll_event(events, token)
        return epoll_ctl(self.descriptor, EPOLL_CTL_ADD, descriptor, &event) == 0
    }

    /// Watches a descriptor for something else.
    func change(_ descriptor: Int32, _ events: UInt32, token: UInt64) {
        var event = ctreadle_linux_epoll_event(events, token)
        _ = epoll_ctl(self.descriptor, EPOLL_CTL_MOD, descriptor, &event)
    }

    /// Watches a descriptor no longer. Needed before closing one that has a duplicate: epoll would go on telling.
    func remove(_ descriptor: Int32) {
        _ = epoll_ctl(self.descriptor, EPOLL_CTL_DEL, descriptor, nil)
    }

    /// Waits for events; forever when the time is negative. Wake-ups are swallowed.
    func wait(
        into events: UnsafeMutableBufferPointer<epoll_event>, milliseconds: Int32,
        _ body: (_ events: UInt32, _ token: UInt64) -> Void
    ) {
        let count = epoll_wait(self.descriptor, events.baseAddress, Int32(events.count), milliseconds)
        guard count > 0 else { return }
        for index in 0..<Int(count) {
            let token = ctreadle_linux_epoll_data(events.baseAddress.unsafelyUnwrapped + index)
            guard token != Self.wakeToken else {
                var counter: UInt64 = 0
                _ = read(self.wakeDescriptor, &counter, MemoryLayout<UInt64>.size)
                continue
            }
            body(events[index].events, token)
        }
    }

    /// Ends the wait that is going on, or the next one.
    func wake() {
        var one: UInt64 = 1
        _ = write(self.wakeDescriptor, &one, MemoryLayout<UInt64>.size)
    }
}

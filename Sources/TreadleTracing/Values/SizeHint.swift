internal import Synchronization

/// How long the values of one kind have been lately, so that there is room for the next one at once.
struct SizeHint: ~Copyable, Sendable {
    private let last = Atomic(192)

    /// More than this is not taken ahead: a long value may have been the only one.
    private static let maximum = 16 << 10

    var capacity: Int { self.last.load(ordering: .relaxed) + 64 }

    /// Notes a length. Lengths of about the same kind are not written down: other threads read this, too.
    func note(_ count: Int) {
        let last = self.last.load(ordering: .relaxed)
        guard count > last || count < last / 2 else { return }
        self.last.store(min(count, Self.maximum), ordering: .relaxed)
    }
}

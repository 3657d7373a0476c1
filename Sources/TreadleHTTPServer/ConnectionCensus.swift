internal import Synchronization

/// Counts connections, in all and by address, against their limits.
final class ConnectionCensus: Sendable {
    /// What is to become of a new connection.
    enum Admission: Equatable {
        case admitted
        /// One of the limits is reached.
        case full(limit: Int)
        case peerFull(limit: Int)
    }

    private struct Counts {
        var total = 0
        var byPeer: [String: Int] = [:]
    }

    private let limit: Int
    private let peerLimit: Int
    private let counts = Mutex(Counts())

    init(limit: Int, peerLimit: Int) {
        self.limit = limit
        self.peerLimit = peerLimit
    }

    /// Counts a connection, unless there are too many.
    func admit(_ peer: String) -> Admission {
        self.counts.withLock { counts in
            guard counts.total < self.limit else { return .full(limit: self.limit) }
            guard counts.byPeer[peer, default: 0] < self.peerLimit else { return .peerFull(limit: self.peerLimit) }
            counts.total += 1
            counts.byPeer[peer, default: 0] += 1
            return .admitted
        }
    }

    /// An admitted connection is over.
    func release(_ peer: String) {
        self.counts.withLock { counts in
            counts.total -= 1
            guard let count = counts.byPeer[peer] else { return }
            counts.byPeer[peer] = count > 1 ? count - 1 : nil
        }
    }
}

internal import Synchronization
internal import TreadleHTTP

/// What one request holds of the gate: its body is counted until the request is answered.
final class BodyLease: Sendable {
    /// Bodies up to here pass the gate by.
    static let freeBytes = 4 << 20

    private let gate: BodyGate
    private let limit: Int
    private let heldBytes = Mutex(0)

    init(of gate: BodyGate, limit: Int) {
        self.gate = gate
        self.limit = limit
    }

    deinit { self.release() }

    /// Reads a body, once there is room for it.
    func collect(_ body: HTTPBody) async throws -> ArraySlice<UInt8> {
        switch body {
        case .bytes(let bytes):
            guard bytes.count <= self.limit else { throw HTTPError.bodyTooLarge(limit: self.limit) }
            if bytes.count > Self.freeBytes { try await self.enter(bytes.count) }
            return bytes
        case .stream(let stream, let length):
            do {
                return try await self.collect(stream, length: length)
            } catch {
                stream.cancel()
                throw error
            }
        }
    }

    private func collect(_ stream: any HTTPBodyStream, length: Int?) async throws -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        if let length {
            guard length <= self.limit else { throw HTTPError.bodyTooLarge(limit: self.limit) }
            if length > Self.freeBytes { try await self.enter(length) }
            bytes.reserveCapacity(length)
        }
        while let part = try await stream.next() {
            bytes.append(contentsOf: part)
            guard bytes.count <= self.limit else { throw HTTPError.bodyTooLarge(limit: self.limit) }
            // How much more will come is not known: as much as may.
            if length == nil, bytes.count > Self.freeBytes, self.isEmpty { try await self.enter(self.limit) }
        }
        return bytes[...]
    }

    private var isEmpty: Bool { self.heldBytes.withLock { $0 == 0 } }

    private func enter(_ bytes: Int) async throws {
        try await self.gate.enter(bytes)
        self.heldBytes.withLock { $0 += bytes }
    }

    /// The body is not needed any more.
    func release() {
        let bytes = self.heldBytes.withLock { held in
            defer { held = 0 }
            return held
        }
        if bytes > 0 { self.gate.leave(bytes) }
    }
}

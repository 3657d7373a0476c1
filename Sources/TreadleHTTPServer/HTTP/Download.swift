internal import Synchronization
internal import TreadleHTTP

/// A response body on its way from its stream to the loop.
final class Download: Sendable {
    private let machine: Mutex<Machine>
    /// Tells the loop that there is something to send.
    private let resume: @Sendable () -> Void

    /// Makes a body; beyond `mark` bytes its stream is not asked for more.
    init(mark: Int, resume: @escaping @Sendable () -> Void) {
        self.machine = Mutex(Machine(mark: mark))
        self.resume = resume
    }

    /// Reads the stream to its end, or until the connection or the task is over; then the stream is cancelled.
    func pump(_ stream: any HTTPBodyStream) async {
        await withTaskCancellationHandler {
            await self.pumpUntilOver(stream)
        } onCancel: {
            if self.machine.withLock({ $0.giveUpStream() }) { stream.cancel() }
        }
    }

    private func pumpUntilOver(_ stream: any HTTPBodyStream) async {
        do {
            while let part = try await stream.next() {
                guard await self.push(part) else {
                    if self.machine.withLock({ $0.giveUpStream() }) { stream.cancel() }
                    return
                }
            }
            if self.machine.withLock({ $0.endStream(isComplete: true) }) { self.resume() }
        } catch {
            if self.machine.withLock({ $0.endStream(isComplete: false) }) { self.resume() }
        }
    }

    /// - Returns: `false` when nobody wants it any more.
    private func push(_ part: ArraySlice<UInt8>) async -> Bool {
        switch self.machine.withLock({ $0.push(part) }) {
        case .closed: return false
        case .taken(let mustResume):
            if mustResume { self.resume() }
            return true
        case .full(let mustResume):
            if mustResume { self.resume() }
            // Whoever cancels closes the connection too, and that wakes the writer.
            return await withCheckedContinuation { writer in
                if let isOpen = self.machine.withLock({ $0.waitForRoom(writer) }) { writer.resume(returning: isOpen) }
            }
        }
    }

    /// What the loop finds.
    enum Reading: Equatable {
        case bytes(Int)
        /// Nothing now; the loop is told when there is something.
        case empty
        case finished, broken
    }

    /// Takes what fits.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        let (reading, writer) = self.machine.withLock { $0.read(into: buffer) }
        writer?.resume(returning: true)
        return reading
    }

    /// Nobody will read any more.
    func close() {
        self.machine.withLock { $0.close() }?.resume(returning: false)
    }
}

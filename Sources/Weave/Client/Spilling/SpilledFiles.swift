internal import Synchronization
internal import TreadleCore
internal import TreadleTrace

/// Stores values as files and says what stands for them; remembers what it has stored lately.
final class SpilledFiles: Sendable {
    private static let remembered = 1024

    private struct Memory {
        var keys: Set<ExactText> = []
        var order: [ExactText] = []

        mutating func add(_ key: ExactText) {
            guard self.keys.insert(key).inserted else { return }
            self.order.append(key)
            guard self.order.count > SpilledFiles.remembered else { return }
            let half = SpilledFiles.remembered / 2
            for old in self.order.prefix(half) { self.keys.remove(old) }
            self.order.removeFirst(half)
        }
    }

    private let memory = Mutex(Memory())

    /// Stores a value; returns what stands for it.
    ///
    /// Where a server refuses the file for good, the call goes without the value, as W&B's server would have it.
    func put(_ value: RawJSON, in projectID: String, of store: some FileStore) async throws -> RawJSON {
        let content = SpilledContent(value)
        do {
            for file in content.files {
                let key = ExactText("\(projectID) \(file.digest)")
                if self.memory.withLock({ $0.keys.contains(key) }) { continue }
                _ = try await store.createFile(file.bytes, name: file.name, in: projectID, expecting: file.digest)
                self.memory.withLock { $0.add(key) }
            }
        } catch let error as TraceError where [.tooLarge, .invalidRequest, .unprocessable].contains(error.code) {
            return SpilledContent.refused
        }
        return content.reference
    }
}

internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// A query's versions as one JSON object, read from the store page by page as fast as they are taken.
final class ObjectListing: HTTPBodyStream {
    private enum Step {
        case page(ObjectPage)
        case rest(ObjectPage.Position)
        case end
    }

    private struct State {
        var step: Step
        /// Whether a version was written before.
        var hasVersions = false
        var isCancelled = false
    }

    private let query: ObjectQuery
    private let store: any ObjectStore
    private let includingSize: Bool
    private let state: Mutex<State>

    init(of query: ObjectQuery, includingSize: Bool, in store: any ObjectStore, startingWith first: ObjectPage) {
        self.query = query
        self.includingSize = includingSize
        self.store = store
        self.state = Mutex(State(step: .page(first)))
    }

    /// The whole answer, where one page is all.
    static func whole(_ versions: [ObjectVersion], includingSize: Bool) -> [UInt8] {
        var bytes = [UInt8](utf8: #"{"objs":["#)
        self.append(versions, includingSize: includingSize, isFirst: true, to: &bytes)
        bytes += [UInt8](utf8: "]}")
        return bytes
    }

    func next() async throws -> ArraySlice<UInt8>? {
        let page: ObjectPage
        var bytes: [UInt8] = []
        switch self.state.withLock({ $0.isCancelled ? .end : $0.step }) {
        case .page(let first):
            page = first
            bytes = [UInt8](utf8: #"{"objs":["#)
        case .rest(let position): page = try await self.page(after: position)
        case .end: return nil
        }
        let isFirst = self.state.withLock { state in
            defer {
                state.step = page.next.map(Step.rest) ?? .end
                if !page.versions.isEmpty { state.hasVersions = true }
            }
            return !state.hasVersions
        }
        Self.append(page.versions, includingSize: self.includingSize, isFirst: isFirst, to: &bytes)
        if page.next == nil { bytes += [UInt8](utf8: "]}") }
        // A page whose versions were all deleted meanwhile says nothing, and an empty part would be the end.
        return bytes.isEmpty ? [0x0A] : bytes[...]
    }

    func cancel() { self.state.withLock { $0.isCancelled = true } }

    private func page(after position: ObjectPage.Position) async throws -> ObjectPage {
        do {
            return try await self.store.page(of: self.query, after: position)
        } catch let error as TraceError {
            throw HTTPError(.brokenOff, "the trace store failed in the middle of an answer", cause: error)
        }
    }

    private static func append(
        _ versions: [ObjectVersion], includingSize: Bool, isFirst: Bool, to bytes: inout [UInt8]
    ) {
        let capacity = versions.reduce(bytes.count + 2) { $0 + 512 + ($1.value?.bytes.count ?? 0) }
        var writer = JSONWriter(capacity: capacity)
        for version in versions { version.write(to: &writer, includingSize: includingSize) }
        if !isFirst, !versions.isEmpty { bytes.append(UInt8(ascii: ",")) }
        if bytes.isEmpty { bytes = writer.bytes } else { bytes += writer.bytes }
    }
}

import Synchronization
import TreadleCore
import TreadleTrace

@testable import TreadleCLI

/// Calls in memory, and a feed that a test fills.
final class ScriptedCallSource: CallSource {
    let place = "the mill"
    private let stored: [Call]
    private let asked = Mutex<[CallQuery]>([])
    private let fed: AsyncThrowingStream<Call, any Error>
    let feeding: AsyncThrowingStream<Call, any Error>.Continuation

    init(_ stored: [Call]) {
        self.stored = stored
        (self.fed, self.feeding) = AsyncThrowingStream.makeStream()
    }

    /// What has been asked so far.
    var queries: [CallQuery] { self.asked.withLock { $0 } }

    func calls(matching query: CallQuery) async throws -> [Call] {
        self.asked.withLock { $0.append(query) }
        let found = self.stored.filter { call in
            (query.projectID.map { $0 == call.projectID } ?? true) && (query.ids.map { $0.contains(call.id) } ?? true)
                && (query.traceIDs.map { $0.contains(call.traceID) } ?? true)
                && (query.opNames.map { $0.contains(call.opName) } ?? true)
                && (!query.rootsOnly || call.parentID == nil)
        }.sorted { query.order == .oldestFirst ? $0.startedAt < $1.startedAt : $0.startedAt > $1.startedAt }
        return Array(found.dropFirst(query.offset).prefix(query.limit ?? .max))
    }

    func feed() async throws -> any AsyncSequence<Call, any Error> { self.fed }
}

extension Call {
    /// 2026-11-20T09:48:45Z and so many milliseconds.
    static func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(microseconds: 1_795_168_125_000_000 + milliseconds * 1000)
    }

    /// A call of a mill.
    static func sample(
        _ number: Int, op: String = "weave", parent: Int? = nil, start: Int64? = nil, takes: Int64? = 12,
        inputs: String = "{}", output: String? = nil, exception: String? = nil, summary: String = "{}",
        displayName: String? = nil
    ) throws -> Call {
        let start = start ?? Int64(number) * 1000
        return Call(
            id: Self.id(number), projectID: "mill/one", opName: op, displayName: displayName,
            traceID: "trace-1", parentID: parent.map(Self.id), startedAt: Self.time(start),
            endedAt: takes.map { Self.time(start + $0) }, inputs: try RawJSON(inputs),
            output: try output.map { try RawJSON($0) }, exception: exception, summary: try RawJSON(summary))
    }

    /// Identifiers with the same beginning and different ends, as those of one moment have.
    static func id(_ number: Int) -> String { "019a9c00-0000-7000-8000-00000000\(1000 + number)" }
}

extension CallTimes {
    /// UTC, at noon of the day of the calls.
    static let fixed = CallTimes(offset: { _ in 0 }, now: Call.time(2 * 3_600_000))
}

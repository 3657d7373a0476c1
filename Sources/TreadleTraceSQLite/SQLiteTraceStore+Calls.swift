internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: CallStore {
    public func record(_ calls: [Call]) async throws { try await self.write(calls.map(CallWrite.complete)) }

    public func write(_ writes: [CallWrite]) async throws {
        guard !writes.isEmpty else { return }
        // What can be worked out before is worked out on the caller's thread: the writer's is the narrow place.
        let writes = writes.joiningEnds()
        let names = writes.map(\.traceName)
        let size = writes.reduce(0) { $0 + $1.approximateSize }
        try await self.write(count: writes.count, size: size) { session in
            for (write, name) in zip(writes, names) { try session.write(write, traceName: name) }
        }
    }

    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        let name = displayName?.isEmpty == true ? nil : displayName
        try await self.write { session in
            try session.rename(callID, in: session.projectKey(projectID), to: name)
        }
    }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        try await self.read { try CallReading($0).calls(matching: query) }
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        try await self.read { try CallReading($0).page(of: query, after: position) }
    }

    public func count(of query: CallQuery) async throws -> CallCount {
        try await self.read { try CallReading($0).count(of: query) }
    }
}

extension CallWrite {
    /// The op's plain name; empty for an end, which does not say it.
    fileprivate var traceName: String {
        switch self {
        case .complete(let call), .start(let call): call.traceName
        case .end: ""
        }
    }
}

internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: CallStore {
    public func record(_ calls: [Call]) async throws {
        // What can be worked out before is worked out on the caller's thread: the writer's is the narrow place.
        let names = calls.map(\.traceName)
        let size = calls.reduce(0) { $0 + $1.approximateSize }
        guard !calls.isEmpty else { return }
        try await self.write(count: calls.count, size: size) { session in
            for (call, name) in zip(calls, names) {
                try session.calls.insert(call, traceName: name, in: session.projectKey(call.projectID))
            }
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

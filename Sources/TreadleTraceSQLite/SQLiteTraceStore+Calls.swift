public import TreadleTrace

extension SQLiteTraceStore: CallStore {
    public func record(_ calls: [Call]) async throws {
        guard let writer = self.writer else {
            throw TraceError(.invalidRequest, "the store at \(self.path) was opened for reading alone")
        }
        guard !calls.isEmpty else { return }
        try await writer.record(calls)
    }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        guard let readers = self.readers else { return try await self.writer?.calls(matching: query) ?? [] }
        return try await readers.withReader { try await $0.calls(matching: query) }
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        guard let readers = self.readers else {
            return try await self.writer?.page(of: query, after: position) ?? CallPage(calls: [])
        }
        return try await readers.withReader { try await $0.page(of: query, after: position) }
    }
}

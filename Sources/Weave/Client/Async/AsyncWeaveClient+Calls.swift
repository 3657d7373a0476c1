public import TreadleTrace

extension AsyncWeaveClient {
    public func calls(
        filter: CallFilter = CallFilter(), limit: Int? = nil, offset: Int = 0, sort: [CallSort] = [],
        columns: CallPayloads = .all
    ) async throws -> [Call] {
        let query = try self.query(filter, limit: limit, offset: offset, sort: sort, columns: columns)
        return try await self.ask { try await $0.calls(matching: query) }
    }

    public func callsStream(
        filter: CallFilter = CallFilter(), limit: Int? = nil, offset: Int = 0, sort: [CallSort] = [],
        columns: CallPayloads = .all
    ) -> AsyncPaginator<Call> {
        AsyncPaginator {
            let query = try self.query(filter, limit: limit, offset: offset, sort: sort, columns: columns)
            return try await self.page(of: query, after: nil)
        }
    }

    public func callCount(filter: CallFilter = CallFilter()) async throws -> Int {
        let query = try filter.query(in: self.projectID)
        return try await self.ask { try await $0.count(of: query) }.count
    }

    public func call(_ id: String) async throws -> Call { try await self.call(id, in: self.projectID) }

    public func renameCall(_ id: String, to displayName: String?) async throws {
        try await self.ask { try await $0.rename(callID: id, in: self.projectID, to: displayName) }
    }

    public func deleteCall(_ call: Call) async throws -> Int {
        try await self.ask { try await $0.deleteCalls([call.id], in: call.projectID) }
    }

    public func deleteCalls(_ ids: [String]) async throws -> Int {
        try await self.ask { try await $0.deleteCalls(ids, in: self.projectID) }
    }

    func call(_ id: String, in projectID: String) async throws -> Call {
        let query = CallQuery(projectID: projectID, ids: [id], limit: 1)
        guard let call = try await self.ask({ try await $0.calls(matching: query) }).first else {
            throw TraceError(
                .notFound, "\(projectID) has no such call; it may be on its way still, or have been deleted")
        }
        return call
    }

    private func query(
        _ filter: CallFilter, limit: Int?, offset: Int, sort: [CallSort], columns: CallPayloads
    ) throws -> CallQuery {
        var query = try filter.query(in: self.projectID)
        query.limit = limit
        query.offset = offset
        query.payloads = columns
        if sort == [.newestFirst] {
            query.order = .newestFirst
        } else if !sort.isEmpty, sort != [.oldestFirst] {
            query.sort = try sort.map { try $0.resolved() }
        }
        return query
    }

    private func page(of query: CallQuery, after position: CallPage.Position?) async throws -> Page<Call> {
        let page = try await self.ask { try await $0.page(of: query, after: position) }
        guard let next = page.next else { return Page(page.calls) }
        return Page(page.calls) { try await self.page(of: query, after: next) }
    }
}

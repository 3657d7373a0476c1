public import TreadleTrace

extension WeaveClient {
    public func calls(
        filter: CallFilter = CallFilter(), limit: Int? = nil, offset: Int = 0, sort: [CallSort] = [],
        columns: CallPayloads = .all
    ) throws -> [Call] {
        try self.wait {
            try await $0.calls(filter: filter, limit: limit, offset: offset, sort: sort, columns: columns)
        }
    }

    public func callsStream(
        filter: CallFilter = CallFilter(), limit: Int? = nil, offset: Int = 0, sort: [CallSort] = [],
        columns: CallPayloads = .all
    ) -> Paginator<Call> {
        Paginator(
            self.client.callsStream(filter: filter, limit: limit, offset: offset, sort: sort, columns: columns),
            self.bridge)
    }

    public func callCount(filter: CallFilter = CallFilter()) throws -> Int {
        try self.wait { try await $0.callCount(filter: filter) }
    }

    public func call(_ id: String) throws -> Call { try self.wait { try await $0.call(id) } }

    public func renameCall(_ id: String, to displayName: String?) throws {
        try self.wait { try await $0.renameCall(id, to: displayName) }
    }

    public func deleteCall(_ call: Call) throws -> Int { try self.wait { try await $0.deleteCall(call) } }

    public func deleteCalls(_ ids: [String]) throws -> Int { try self.wait { try await $0.deleteCalls(ids) } }
}

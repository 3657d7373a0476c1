public import TreadleCore
public import TreadleTrace

extension WeaveClient {
    public func table<Row: Encodable & Sendable>(_ name: String, rows: [Row]) throws -> TableRef {
        try self.wait { try await $0.table(name, rows: rows) }
    }

    public func table(_ name: String, rows: [RawJSON]) throws -> TableRef {
        try self.wait { try await $0.table(name, rows: rows) }
    }

    public func append<Row: Encodable & Sendable>(_ rows: [Row], to table: some Referable) throws -> TableRef {
        try self.wait { try await $0.append(rows, to: table) }
    }

    public func append(_ rows: [RawJSON], to table: some Referable) throws -> TableRef {
        try self.wait { try await $0.append(rows, to: table) }
    }

    public func rows(of table: some Referable) -> Paginator<TablePage.Row> {
        Paginator(self.client.rows(of: table), self.bridge)
    }

    public func rowCount(of table: some Referable) throws -> Int { try self.wait { try await $0.rowCount(of: table) } }
}

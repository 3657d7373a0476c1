internal import TreadleCore
internal import TreadleTrace

/// Reads calls over a connection that is in a transaction.
struct CallReading {
    /// How much a page holds at most: whichever is reached first.
    private static let pageCalls = 500
    private static let pageBytes = 1 << 20

    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// All calls that match, as they are at one moment.
    func calls(matching query: CallQuery) throws -> [Call] {
        let row = CallRowReading(query)
        var calls: [Call] = []
        try self.forEachKey(self.selection(query).keys()) { key in
            if let found = try row.row(key, over: self.connection) { calls.append(found.call) }
            return true
        }
        return calls
    }

    /// The next part of what matches, as it is at one moment.
    func page(of query: CallQuery, after position: CallPage.Position?) throws -> CallPage {
        switch position?.place {
        case .before(let keys): return try self.page(of: query, keys)
        case .behind(let startedAt, let id, let passed):
            let keys = try self.selection(query).keys(behind: startedAt, id, passed: passed, atMost: Self.pageCalls + 1)
            return try self.page(of: query, keys, passed: passed)
        case nil:
            let selection = try self.selection(query)
            // One more than fits tells whether there is more.
            if selection.isPagedByPlace {
                return try self.page(of: query, selection.keys(atMost: Self.pageCalls + 1), passed: 0)
            }
            // No index leads to a later page: what was sorted once is not sorted again.
            var keys: [Int64] = []
            try self.forEachKey(selection.keys()) { key in
                keys.append(key)
                return true
            }
            return try self.page(of: query, keys[...])
        }
    }

    /// How many calls match, up to the query's limit.
    func count(of query: CallQuery) throws -> CallCount {
        let selection = try self.selection(query)
        let found = Int(try self.scanning { try self.connection.integer(selection.count) ?? 0 })
        let limit = query.limit ?? .max
        var count = CallCount(count: min(found, limit), hasMore: found > limit)
        if query.includesTotalStorageSize {
            let size = try self.scanning { try self.connection.integer(selection.storageSize) ?? 0 }
            count.totalStorageSizeBytes = Int(size)
        }
        return count
    }

    private func selection(_ query: CallQuery) throws(TraceError) -> CallSelection {
        guard !query.expandedPaths.isEmpty else { return try CallSelection(query) }
        // One for the whole query: it remembers what it has read.
        let resolver = RefResolver(SQLiteRefSource(self.connection))
        let expansion = try RefExpansion(at: query.expandedPaths) { try? resolver.valueIfThere(of: $0) }
        return try CallSelection(query, expanding: expansion)
    }

    /// A page of the calls that `keys` finds, whose next one starts behind its last.
    private func page(of query: CallQuery, _ keys: SQL, passed: Int) throws -> CallPage {
        var filling = Filling(row: CallRowReading(query))
        try self.forEachKey(keys) { try filling.add($0, over: self.connection) }
        if filling.hasMore, let last = filling.page.rows.last?.call {
            let passed = passed + filling.page.rows.count
            filling.page.next = CallPage.Position(.behind(startedAt: last.startedAt, id: last.id, count: passed))
        }
        return filling.page
    }

    /// A page of these calls, whose next one starts at the rest of them. Those that are gone by now are passed over.
    private func page(of query: CallQuery, _ keys: ArraySlice<Int64>) throws -> CallPage {
        var filling = Filling(row: CallRowReading(query))
        var rest = keys
        while let key = rest.first, try filling.add(key, over: self.connection) { rest.removeFirst() }
        if !rest.isEmpty { filling.page.next = CallPage.Position(.before(rest)) }
        return filling.page
    }

    /// A page that is being filled.
    private struct Filling {
        let row: CallRowReading
        var page = CallPage(rows: [])
        var hasMore = false
        private var bytes = 0

        init(row: CallRowReading) { self.row = row }

        /// Adds a call, if it is there; `false` where the page is full.
        mutating func add(_ key: Int64, over connection: Connection) throws -> Bool {
            guard self.page.rows.count < CallReading.pageCalls, self.bytes < CallReading.pageBytes else {
                self.hasMore = true
                return false
            }
            if let row = try self.row.row(key, over: connection) {
                self.bytes += row.call.approximateSize
                self.page.rows.append(row)
            }
            return true
        }
    }

    /// Visits keys until `visit` returns `false`.
    private func forEachKey(_ keys: SQL, _ visit: (Int64) throws -> Bool) throws {
        try self.scanning {
            let statement = try self.connection.prepare(keys, isKept: false)
            while try statement.step() {
                try Task.checkCancellation()
                guard try visit(statement.integer(at: 0)) else { break }
            }
        }
    }

    /// Does what may look at many calls and find none, so that a reader who went away stops it.
    private func scanning<Success>(_ body: () throws -> Success) throws -> Success {
        try self.connection.stoppingWhenCancelled(body)
    }
}

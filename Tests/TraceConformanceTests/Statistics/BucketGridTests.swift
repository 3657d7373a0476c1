import Testing
import TreadleCore
import TreadleTrace

@Suite struct BucketGridTests {
    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private func grid(
        _ start: String, _ end: String, _ granularity: Int? = nil, offset: (Timestamp) -> Int = { _ in 0 }
    ) throws -> BucketGrid {
        try BucketGrid(from: self.time(start), to: self.time(end), granularity: granularity, offset: offset)
    }

    @Test func `buckets start where the clock does, and cover all of it`() throws {
        let grid = try self.grid("2025-03-01T11:20:00Z", "2025-03-01T14:00:00Z", 3600)
        #expect(
            grid.starts.map(\.description) == [
                "2025-03-01T11:00:00.000000Z", "2025-03-01T12:00:00.000000Z", "2025-03-01T13:00:00.000000Z",
            ])
        #expect(try grid.index(of: self.time("2025-03-01T11:19:59.999999Z")) == nil)
        #expect(try grid.index(of: self.time("2025-03-01T11:20:00Z")) == 0)
        #expect(try grid.index(of: self.time("2025-03-01T11:59:59.999999Z")) == 0)
        #expect(try grid.index(of: self.time("2025-03-01T12:00:00Z")) == 1)
        #expect(try grid.index(of: self.time("2025-03-01T13:59:59.999999Z")) == 2)
        #expect(try grid.index(of: self.time("2025-03-01T14:00:00Z")) == nil)
    }

    @Test(arguments: [
        ("2025-03-01T02:00:00Z", 300), ("2025-03-01T02:00:01Z", 3600), ("2025-03-01T12:00:00Z", 3600),
        ("2025-03-01T12:00:01Z", 21_600), ("2025-03-04T00:00:00Z", 21_600), ("2025-03-04T00:00:01Z", 43_200),
        ("2025-03-15T00:00:00Z", 43_200), ("2025-03-15T00:00:01Z", 86_400), ("2025-04-01T00:00:00Z", 86_400),
    ])
    func `the length of a bucket follows from that of the stretch`(end: String, granularity: Int) throws {
        #expect(try self.grid("2025-03-01T00:00:00Z", end).granularity == granularity)
    }

    @Test func `there are never too many buckets`() throws {
        let grid = try self.grid("2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z", 1)
        #expect(grid.granularity == 268)
        #expect(grid.starts.count <= BucketGrid.maximumBuckets + 1)
        #expect(try self.grid("2025-03-01T00:00:00Z", "2025-03-01T02:46:40Z", 1).starts.count == 10_000)
    }

    @Test func `a stretch of 31 days can be cut, a longer one and one that runs back cannot`() throws {
        _ = try self.grid("2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z")
        for (start, end, granularity) in [
            ("2025-03-01T00:00:00Z", "2025-04-01T00:00:00.000001Z", nil),
            ("2025-03-01T00:00:00Z", "2025-02-28T00:00:00Z", nil),
            ("2025-03-01T00:00:00Z", "2025-03-02T00:00:00Z", 0), ("2025-03-01T00:00:00Z", "2025-03-02T00:00:00Z", -5),
        ] as [(String, String, Int?)] {
            let error = #expect(throws: TraceError.self) { _ = try self.grid(start, end, granularity) }
            #expect(error?.code == .invalidRequest)
        }
        for (start, end) in [(Int64.min, Int64.max), (.min, .min), (.max, .max)] {
            let error = #expect(throws: TraceError.self) {
                _ = try BucketGrid(
                    from: Timestamp(microseconds: start), to: Timestamp(microseconds: end), granularity: nil)
            }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test func `times before 1970 and buckets longer than the stretch are fine`() throws {
        let grid = try self.grid("1969-12-31T23:30:00Z", "1970-01-01T00:30:00Z", 3600)
        #expect(grid.starts.map(\.microseconds) == [-3_600_000_000, 0])
        #expect(try self.grid("1970-01-02T00:00:01Z", "1970-01-02T00:00:02Z", 100_000).starts.count == 1)
        #expect(try self.grid("9999-12-31T23:00:00Z", "9999-12-31T23:59:59.999999Z", 60).starts.count == 60)
        #expect(try self.grid("0001-01-01T00:00:00Z", "0001-01-01T00:01:00Z", 60).starts.count == 1)
        #expect(try self.grid("2025-03-01T00:00:00Z", "2025-03-01T00:00:00Z").starts.isEmpty)
        #expect(try self.grid("2025-03-01T00:00:00Z", "2025-03-01T01:00:00Z", .max).starts.count == 1)
    }

    /// Lisbon puts its clocks forward on 30 March 2025 at 01:00 UTC.
    private func lisbon(_ moment: Timestamp) -> Int { moment.microseconds < 1_743_296_400_000_000 ? 0 : 3600 }

    @Test func `days start at the place's midnight, also after its clocks were changed`() throws {
        let grid = try self.grid("2025-03-29T10:00:00Z", "2025-04-01T10:00:00Z", 86_400, offset: self.lisbon)
        #expect(
            grid.starts.map(\.description) == [
                "2025-03-29T00:00:00.000000Z", "2025-03-30T00:00:00.000000Z", "2025-03-30T23:00:00.000000Z",
                "2025-03-31T23:00:00.000000Z",
            ])
        #expect(try grid.index(of: self.time("2025-03-30T23:30:00Z")) == 2)
    }

    @Test func `hours have the length of hours on every clock`() throws {
        let grid = try self.grid(
            "2025-03-01T00:10:00Z", "2025-03-01T03:00:00Z", 3600, offset: { _ in 5 * 3600 + 1800 })
        #expect(
            grid.starts.map(\.description) == [
                "2025-02-28T23:30:00.000000Z", "2025-03-01T00:30:00.000000Z", "2025-03-01T01:30:00.000000Z",
                "2025-03-01T02:30:00.000000Z",
            ])
    }
}

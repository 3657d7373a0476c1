import Foundation
import Synchronization
import Testing
import TreadleTrace

@testable import TreadleTracing

@Suite struct SpoolRoomTests {
    private let directory = TemporaryDirectory()

    private func open(total: Int = 1 << 30) throws -> FileCallSpool {
        try SpoolRoom(self.directory.path, limits: .init(segmentBytes: 8192, totalBytes: total)).open()
    }

    /// What a spool has from before it was opened.
    private func leftovers(of spool: FileCallSpool) throws -> [String] {
        try spool.leftovers().flatMap {
            try spool.read($0, maximumCalls: .max, maximumBytes: 1 << 20).calls.map(\.id)
        }
    }

    private func names(in path: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.directory.path + path).sorted()
    }

    @Test func `each process has a spool of its own, the first that is free`() throws {
        let first = try self.open()
        var second: FileCallSpool? = try self.open()
        let third = try self.open()
        #expect(first.directory.path.hasSuffix("/0") && third.directory.path.hasSuffix("/2"))
        #expect(second?.directory.path.hasSuffix("/1") == true)
        second = nil
        #expect(try self.open().directory.path.hasSuffix("/1"))
    }

    @Test func `who starts next has what those left who are gone, and nobody has it after that`() throws {
        do {
            let spools = try (0..<3).map { _ in try self.open() }
            for (number, spool) in spools.enumerated() {
                for call in Call.stubs(50, prefix: "process\(number)") { _ = spool.append(call) }
            }
        }
        let next = try self.open()
        let expected = (0..<3).flatMap { number in Call.stubs(50, prefix: "process\(number)").map(\.id) }
        #expect(try Set(self.leftovers(of: next)) == Set(expected))
        #expect(try self.leftovers(of: next).count == 150)
        let other = try self.open()
        #expect(other.leftovers().isEmpty)
        #expect(try self.names(in: "/1") == ["lock"])
        _ = next.append(.stub(id: "new"))
        #expect(try self.leftovers(of: next).count == 150)
    }

    @Test func `what a process that lives has is its own`() throws {
        let living = try self.open()
        _ = living.append(.stub(id: "mine"))
        #expect(try self.open().leftovers().isEmpty)
    }

    @Test func `many that start at the same moment adopt each call once`() async throws {
        do {
            let spools = try (0..<4).map { _ in try self.open() }
            for (number, spool) in spools.enumerated() {
                for call in Call.stubs(200, prefix: "process\(number)") { _ = spool.append(call) }
            }
        }
        let found = try await withThrowingTaskGroup(of: (FileCallSpool, [String]).self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let spool = try self.open()
                    return (spool, try self.leftovers(of: spool))
                }
            }
            // Held until all have started, as processes would.
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let ids = found.flatMap(\.1)
        #expect(ids.count == 800 && Set(ids).count == 800)
        #expect(Set(found.map(\.0.directory.path)).count == 8)
    }

    @Test func `the bound holds for all of them together, from both sides`() throws {
        let first = try self.open(total: 4 * 8192)
        let second = try self.open(total: 4 * 8192)
        func fill(_ spool: FileCallSpool, segments: Int) -> Bool {
            var seen: Set<UInt64> = []
            while seen.count < segments {
                guard let extent = spool.append(.stub()) else { return false }
                seen.insert(extent.segment)
            }
            return true
        }
        #expect(fill(first, segments: 2))
        #expect(fill(second, segments: 2))
        #expect(!fill(first, segments: 9) && !fill(second, segments: 9))
        let size = ["/0", "/1"].reduce(0) { $0 + SpoolDirectory.size(of: self.directory.path + $1) }
        #expect(size == 4 * 8192)
    }

    @Test func `other things in the room are left alone`() throws {
        try self.directory.write([1, 2, 3], to: "notes.txt")
        _ = try self.open()
        #expect(try self.names().contains("notes.txt"))
    }

    @Test func `a spool that cannot be opened does not cost the others`() throws {
        // Like one that was made by another user.
        try self.directory.write([1, 2, 3], to: "0")
        let spool = try self.open()
        #expect(spool.directory.path.hasSuffix("/1"))
        #expect(spool.append(.stub()) != nil)
    }
}

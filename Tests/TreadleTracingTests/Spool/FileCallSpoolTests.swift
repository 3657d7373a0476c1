import Foundation
import Synchronization
import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTracing

@Suite struct FileCallSpoolTests {
    private let directory = TemporaryDirectory()

    private func spool(segment: Int = 64 << 10, total: Int = 1 << 30) throws -> FileCallSpool {
        try FileCallSpool(directory: self.directory.path, limits: .init(segmentBytes: segment, totalBytes: total))
    }

    @Test func `what was appended is read back as it was`() throws {
        let spool = try self.spool()
        let big = try RawJSON(#"{"n":123456789012345678901234567890,"t":"é\u0041𝄞","n":1.0}"#)
        var call = Call.stub(id: "full", inputs: big, output: big)
        call.exception = "torn \"thread\"\n"
        call.displayName = "Loom 7"
        call.parentID = "parent"
        call.threadID = "thread"
        call.turnID = "turn"
        call.userID = "weaver"
        let extent = try #require(spool.append(call))
        let page = try spool.read(extent, maximumCalls: 10, maximumBytes: 1 << 20)
        #expect(page.calls == [call])
        #expect(page.extent == extent && page.rest == nil)
    }

    @Test func `several calls are one extent`() throws {
        let spool = try self.spool()
        let calls = Call.stubs(50)
        let extent = try #require(spool.append(calls))
        #expect(try spool.read(extent, maximumCalls: 100, maximumBytes: 1 << 20).calls == calls)
        #expect(spool.append([]) == nil)
    }

    @Test(arguments: [1, 7, 50, 51], [1, 12, 500, 5000, 1 << 20])
    func `pages follow each other without gap or overlap`(maximumCalls: Int, maximumBytes: Int) throws {
        let spool = try self.spool()
        let calls = Call.stubs(50)
        var rest = spool.append(calls)
        var seen: [Call] = []
        while let extent = rest {
            let page = try spool.read(extent, maximumCalls: maximumCalls, maximumBytes: maximumBytes)
            #expect(!page.calls.isEmpty && page.calls.count <= maximumCalls)
            seen += page.calls
            rest = page.rest
            spool.release([page.extent])
        }
        #expect(seen == calls)
        #expect(spool.pendingBytes == 0)
    }

    @Test func `payloads at the limit of depth are read back`() throws {
        let text = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        let spool = try self.spool()
        let call = Call.stub(output: try RawJSON(text))
        let extent = try #require(spool.append(call))
        #expect(try spool.read(extent, maximumCalls: 1, maximumBytes: 100).calls == [call])
    }

    @Test func `the directory and its files are for their owner alone`() throws {
        let nested = self.directory.path + "/a/b"
        let spool = try FileCallSpool(directory: nested)
        _ = spool.append(.stub())
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(nested) == 0o700)
        for name in try FileManager.default.contentsOfDirectory(atPath: nested) {
            #expect(try mode("\(nested)/\(name)") == 0o600, "\(name)")
        }
    }

    @Test func `a directory belongs to one spool at a time`() throws {
        var first: FileCallSpool? = try self.spool()
        let error = #expect(throws: WeaveError.self) { try self.spool() }
        #expect(error?.code == .spoolInUse)
        #expect(error?.message.contains(self.directory.path) == true)
        _ = first?.append(.stub())
        first = nil
        _ = try self.spool()
    }

    @Test func `a directory that cannot be made says so`() throws {
        try self.directory.write([1], to: "file")
        let error = #expect(throws: WeaveError.self) { try FileCallSpool(directory: self.directory.path + "/file/x") }
        #expect(error?.code == .spoolUnusable)
    }

    @Test func `a segment goes when all in it is stored, and not before; a few files are kept for the next ones`()
        throws
    {
        let spool = try self.spool(segment: 2000)
        let kept = 1 + FileCallSpool.Journal.maximumSpares + FileCallSpool.Journal.maximumParked
        let extents = Call.stubs(200).compactMap { spool.append($0) }
        let segments = Set(extents.map(\.segment))
        #expect(segments.count > 2 * kept)
        #expect(self.directory.segments.count == segments.count)
        for extent in extents.reversed() { spool.release([extent]) }
        #expect(spool.pendingBytes == 0)
        #expect(self.directory.segments.count <= kept)
        #expect(Call.stubs(4).allSatisfy { spool.append($0) != nil })
        #expect(self.directory.segments.count <= kept)
    }

    @Test func `a file that is used again has none of its earlier calls`() throws {
        do {
            let spool = try self.spool(segment: 4000)
            for round in 0..<5 {
                for call in Call.stubs(30, prefix: "round\(round)") { spool.append(call).map { spool.release([$0]) } }
            }
            _ = spool.append(.stub(id: "last"))
        }
        let spool = try self.spool()
        let calls = try spool.leftovers().flatMap { try spool.read($0, maximumCalls: 99, maximumBytes: 1 << 20).calls }
        #expect(calls.map(\.id) == ["last"])
    }

    @Test func `a spool that goes away leaves only what is not stored`() throws {
        var spool: FileCallSpool? = try self.spool()
        let extent = spool?.append(.stub())
        spool?.release([extent].compactMap(\.self))
        #expect(self.directory.segments.count == 1)
        spool = nil
        #expect(self.directory.segments.isEmpty)
    }

    @Test func `over the bound nothing is taken, until there is room again`() throws {
        let spool = try self.spool(segment: 2000, total: 6000)
        var extents: [SpoolExtent] = []
        while let extent = spool.append(.stub()) { extents.append(extent) }
        let size = extents.reduce(0) { $0 + $1.length }
        #expect(size <= 6000 && size > 6000 - 3 * (600 + SegmentHeader.size))
        #expect(spool.pendingBytes == size)
        spool.release(extents.filter { $0.segment == 1 })
        #expect(spool.append(.stub()) != nil)
    }

    @Test func `a write that fails is not taken for kept, and takes no room`() throws {
        let spool = try self.spool()
        try FileManager.default.removeItem(atPath: self.directory.path)
        spool.prepare()
        #expect(spool.append(.stub()) == nil)
        #expect(spool.append(Call.stubs(3)) == nil)
        #expect(spool.pendingBytes == 0)
    }

    @Test func `after a failure nothing is tried for a while, and then it is`() throws {
        let now = Mutex(ContinuousClock.now)
        let spool = try FileCallSpool(
            try SpoolDirectory(path: self.directory.path), limits: .init(), logger: .silent,
            now: { now.withLock { $0 } })
        try FileManager.default.removeItem(atPath: self.directory.path)
        #expect(spool.append(.stub()) == nil)
        try FileManager.default.createDirectory(atPath: self.directory.path, withIntermediateDirectories: true)
        now.withLock { $0 += FileCallSpool.pause - .milliseconds(1) }
        #expect(spool.append(.stub()) == nil)
        now.withLock { $0 += .milliseconds(1) }
        #expect(spool.append(.stub()) != nil)
    }

    @Test func `where memory may not stand for a file, calls are written to it`() throws {
        let calls = Call.stubs(50)
        do {
            let spool = try FileCallSpool(
                try SpoolDirectory(path: self.directory.path), limits: .init(segmentBytes: 5000), logger: .silent,
                volume: SpoolVolume(keepsRoom: false))
            let extents = calls.compactMap { spool.append($0) }
            #expect(extents.count == 50)
            for extent in extents.prefix(20) { spool.release([extent]) }
        }
        let spool = try self.spool()
        let found = try spool.leftovers().flatMap { try spool.read($0, maximumCalls: 99, maximumBytes: 1 << 20).calls }
        #expect(found == Array(calls[20...]))
    }

    @Test func `many threads append at once and nothing is lost`() async throws {
        let spool = try self.spool(segment: 20_000)
        let extents = await withTaskGroup(of: [SpoolExtent].self) { group in
            for task in 0..<8 {
                group.addTask { Call.stubs(200, prefix: "task\(task)").compactMap { spool.append($0) } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(extents.count == 1600)
        let ids = try extents.flatMap { try spool.read($0, maximumCalls: 9, maximumBytes: 9999).calls.map(\.id) }
        #expect(Set(ids).count == 1600 && ids.count == 1600)
    }
}

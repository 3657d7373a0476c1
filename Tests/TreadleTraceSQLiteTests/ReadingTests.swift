import Foundation
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

/// Reading beside a server, and after one that was killed.
@Suite struct ReadingTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        self.directory = try TemporaryDirectory()
        self.path = self.directory.file("calls.db")
    }

    /// What a kill at this moment would leave behind: the file and its log, without the memory they shared.
    private func copyAsAfterKill() throws -> String {
        let copy = self.directory.file("killed.db")
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: self.path + suffix, toPath: copy + suffix)
        }
        return copy
    }

    @Test func `a reader beside the writer sees what is recorded`() async throws {
        let writer = try SQLiteTraceStore(path: self.path)
        let reader = try SQLiteTraceStore(reading: self.path)
        for number in 1...5 {
            try await writer.record([.stub("\(number)")])
            #expect(try await reader.calls(matching: CallQuery()).count == number)
        }
        await writer.close()
        #expect(try await reader.calls(matching: CallQuery()).count == 5)
    }

    @Test func `a store that was closed can be read`() async throws {
        let writer = try SQLiteTraceStore(path: self.path)
        try await writer.record([.stub("1")])
        await writer.close()

        let reader = try SQLiteTraceStore(reading: self.path)
        #expect(try await reader.calls(matching: CallQuery()).count == 1)
        await reader.close()
    }

    @Test(arguments: [true, false])
    func `after a kill everything acknowledged is there`(readingOnly: Bool) async throws {
        let store = try SQLiteTraceStore(path: self.path)
        for number in 0..<50 { try await store.record([.stub("\(number)", output: try RawJSON("[\(number)]"))]) }
        let copy = try self.copyAsAfterKill()

        let after = readingOnly ? try SQLiteTraceStore(reading: copy) : try SQLiteTraceStore(path: copy)

        #expect(
            try await after.calls(matching: CallQuery(projectID: "mill/looms"))
                == store.calls(matching: CallQuery(projectID: "mill/looms")))
        if !readingOnly {
            try await after.record([.stub("after")])
            #expect(try await after.calls(matching: CallQuery()).count == 51)
        }
    }

    @Test func `a torn end of the log costs only the transaction that was being written`() async throws {
        let store = try SQLiteTraceStore(path: self.path)
        try await store.record([.stub("1")])
        try await store.record([.stub("2")])
        let copy = try self.copyAsAfterKill()
        let log = try #require(FileHandle(forUpdatingAtPath: copy + "-wal"))
        try log.truncate(atOffset: try log.seekToEnd() - 100)
        try log.close()

        let after = try SQLiteTraceStore(path: copy)
        #expect(try await after.calls(matching: CallQuery()).map(\.id) == ["1"])
    }

    @Test func `a store opened for reading records nothing`() async throws {
        let writer = try SQLiteTraceStore(path: self.path)
        let reader = try SQLiteTraceStore(reading: self.path)
        let error = await #expect(throws: TraceError.self) { try await reader.record([.stub("1")]) }
        #expect(error?.code == .invalidRequest)
        #expect(try await writer.calls(matching: CallQuery()).isEmpty)
    }

    @Test func `there must be something to read`() throws {
        let error = #expect(throws: TraceError.self) { _ = try SQLiteTraceStore(reading: self.path) }
        #expect(error?.code == .notFound)
        #expect(self.directory.names.isEmpty)
    }
}

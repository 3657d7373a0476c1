import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct LargeFileTests {
    private static let project = "mill/looms"

    private func counts(_ store: SQLiteTraceStore) async throws -> [Int64?]? {
        try await store.writer?.withConnection { connection in
            try ["files", "file_contents", "file_chunks"].map {
                try connection.integer(SQL(stringLiteral: "SELECT count(*) FROM \($0)"))
            }
        }
    }

    @Test func `a large file goes in through several transactions`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let writer = try #require(store.writer)
        var content = [UInt8](repeating: 0, count: 20 << 20)
        for index in stride(from: 0, to: content.count, by: 1 << 10) {
            content[index] = UInt8(truncatingIfNeeded: index >> 10)
        }
        for (size, transactions) in [(8 << 20, 1), ((8 << 20) + 1, 2), (20 << 20, 3)] {
            let before = await writer.transactionCount
            let digest = try await store.createFile(content[..<size], name: "x", in: Self.project, expecting: nil)
            #expect(await writer.transactionCount - before == transactions)
            let last = try await store.chunk(ofFile: digest, in: Self.project, from: size - 1)
            #expect(last == content[(size - 1)..<size])
        }
        // Once more: it is there.
        let before = await writer.transactionCount
        _ = try await store.createFile(content[...], name: "x", in: Self.project, expecting: nil)
        #expect(await writer.transactionCount - before == 1)
        #expect(try await self.counts(store) == [3, 3, 8 + 9 + 20])
    }

    @Test func `what a killed server left half stored shows nowhere, and goes with the next opening`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("calls.db")
        let bytes = [UInt8](repeating: 7, count: 9 << 20)
        let file = NewFile(content: bytes[...], digest: Digest.content(bytes[...]), name: "x")
        let store = try SQLiteTraceStore(path: path)
        _ = try await store.write { session in
            try session.store(0..<8, of: file, as: nil, in: session.projectKey(Self.project))
        }
        let error = await #expect(throws: TraceError.self) { try await store.sizeOfFile(file.digest, in: Self.project) }
        #expect(error?.code == .notFound)
        #expect(try await store.totalFileSize(in: Self.project) == 0)
        #expect(try await self.counts(store) == [0, 1, 8])
        await store.close()

        let again = try SQLiteTraceStore(path: path)
        #expect(try await self.counts(again) == [0, 0, 0])
        _ = try await again.createFile(bytes[...], name: "x", in: Self.project, expecting: file.digest)
        await again.close()
        let third = try SQLiteTraceStore(path: path)
        #expect(try await self.counts(third) == [1, 1, 9])
        await third.close()
    }

    @Test func `of two who store the same file at the same time both succeed, and one content stays`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let bytes = [UInt8](repeating: 7, count: 9 << 20)
        let file = NewFile(content: bytes[...], digest: Digest.content(bytes[...]), name: "x")
        let first = try await store.write { session in
            try session.store(0..<8, of: file, as: nil, in: session.projectKey(Self.project))
        }
        _ = try await store.createFile(bytes[...], name: "y", in: Self.project, expecting: nil)
        _ = try await store.write { session in
            try session.store(8..<9, of: file, as: first, in: session.projectKey(Self.project))
        }
        #expect(try await self.counts(store) == [1, 1, 9])
        #expect(try await store.sizeOfFile(file.digest, in: Self.project) == 9 << 20)
        #expect(try await store.chunk(ofFile: file.digest, in: Self.project, from: (9 << 20) - 1) == [7])
    }
}

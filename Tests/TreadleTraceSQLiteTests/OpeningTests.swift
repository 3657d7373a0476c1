import Foundation
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct OpeningTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        self.directory = try TemporaryDirectory()
        self.path = self.directory.file("calls.db")
    }

    private func refusal(_ open: () throws -> SQLiteTraceStore) throws -> TraceError {
        try #require(throws: TraceError.self) { _ = try open() }
    }

    @Test func `what was recorded is there when the store is opened again`() async throws {
        let first = try SQLiteTraceStore(path: self.path)
        try await first.record([.stub("1"), .stub("2", project: "mill/dyes")])
        await first.close()
        #expect(self.directory.names == ["calls.db", "calls.db.lock"])

        let second = try SQLiteTraceStore(path: self.path)
        try await second.record([.stub("3")])
        #expect(try await second.calls(matching: CallQuery(projectID: "mill/looms")).map(\.id) == ["1", "3"])
        #expect(try await second.calls(matching: CallQuery(projectID: "mill/dyes")).map(\.id) == ["2"])
    }

    @Test func `a new file is ours from its first page, and for nobody else to read`() async throws {
        let store = try SQLiteTraceStore(path: self.path)
        #expect(try DatabaseHeader(path: self.path) == .database(applicationID: Schema.applicationID, version: 0))
        let mode = try FileManager.default.attributesOfItem(atPath: self.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        await store.close()
        let version = Schema.current.version
        #expect(try DatabaseHeader(path: self.path) == .database(applicationID: Schema.applicationID, version: version))
    }

    @Test(arguments: [SQLiteTraceStore.Options.Durability.normal, .full])
    func `durability is what was asked for`(durability: SQLiteTraceStore.Options.Durability) async throws {
        var options = SQLiteTraceStore.Options()
        options.durability = durability
        let store = try SQLiteTraceStore(path: self.path, options: options)
        let values = try await store.writer?.withConnection { connection in
            [try connection.integer("PRAGMA synchronous"), try connection.integer("PRAGMA foreign_keys")]
        }
        #expect(values == [durability == .full ? 2 : 1, 0])
    }

    @Test(arguments: [
        "looms and shuttles", "SQLite format 3", "SQLite format 3\0" + String(repeating: "x", count: 300),
    ])
    func `a file that is something else is refused and left as it is`(content: String) throws {
        try Data(content.utf8).write(to: URL(fileURLWithPath: self.path))

        for error in [
            try self.refusal { try SQLiteTraceStore(path: self.path) },
            try self.refusal { try SQLiteTraceStore(reading: self.path) },
        ] {
            #expect(error.code == .storageFailed)
            #expect(error.message.contains("not a Treadle trace store"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: self.path)) == Data(content.utf8))
        #expect(self.directory.names == ["calls.db"])
    }

    @Test func `somebody else's database is refused and left as it is`() throws {
        do {
            let other = try Connection(path: self.path, access: .creating, busyTimeout: .zero)
            try other.execute("CREATE TABLE threads (colour TEXT)")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: self.path))

        let error = try self.refusal { try SQLiteTraceStore(path: self.path) }

        #expect(error.code == .storageFailed)
        #expect(try Data(contentsOf: URL(fileURLWithPath: self.path)) == before)
        #expect(self.directory.names == ["calls.db"])
    }

    @Test func `a store from a newer version is refused, in the file or only in the log`() async throws {
        let store = try SQLiteTraceStore(path: self.path)
        try await store.writer?.withConnection { try $0.execute("PRAGMA user_version = 99") }
        let copy = self.directory.file("copy.db")
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: self.path + suffix, toPath: copy + suffix)
        }
        await store.close()

        for path in [self.path, copy] {
            for error in [
                try self.refusal { try SQLiteTraceStore(path: path) },
                try self.refusal { try SQLiteTraceStore(reading: path) },
            ] {
                #expect(error.code == .storageTooNew)
                #expect(error.message.contains("99"))
            }
        }
    }

    @Test func `a directory that is not there is named`() throws {
        let error = try self.refusal { try SQLiteTraceStore(path: self.directory.file("nowhere/calls.db")) }
        #expect(error.code == .storageFailed)
        #expect(error.message.contains("nowhere"))
    }

    @Test func `a second writer is refused until the first has closed`() async throws {
        let first = try SQLiteTraceStore(path: self.path)

        let error = try self.refusal { try SQLiteTraceStore(path: self.path) }
        #expect(error.code == .unavailable)
        #expect(error.message.contains("in use by another server"))
        #expect(error.message.contains("\(ProcessInfo.processInfo.processIdentifier)"))

        await first.close()
        let second = try SQLiteTraceStore(path: self.path)
        await second.close()
    }

    @Test func `a store that goes away without closing lets go of its lock`() async throws {
        do {
            let store = try SQLiteTraceStore(path: self.path)
            try await store.record([.stub("1")])
        }
        let store = try SQLiteTraceStore(path: self.path)
        #expect(try await store.calls(matching: CallQuery()).count == 1)
    }

    @Test func `a closed store says so`() async throws {
        let store = try SQLiteTraceStore(path: self.path)
        await store.close()
        await store.close()
        for attempt in 0..<2 {
            let error = await #expect(throws: TraceError.self) {
                if attempt == 0 {
                    try await store.record([.stub("1")])
                } else {
                    _ = try await store.calls(matching: CallQuery())
                }
            }
            #expect(error?.code == .unavailable)
        }
    }
}

import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct MigrationTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        self.directory = try TemporaryDirectory()
        self.path = self.directory.file("calls.db")
    }

    private func connect() throws -> Connection {
        try Connection(path: self.path, access: .creating, busyTimeout: .zero)
    }

    /// A file that is ours and at version 0, as one that was made by a process that died at once.
    private func makeEmptyStore() throws {
        let connection = try self.connect()
        try connection.execute(SQL(stringLiteral: "PRAGMA application_id = \(Schema.applicationID)"))
    }

    /// A step that no store has taken.
    private func shelves(_ version: Int) -> Migration {
        Migration(
            version: version, statements: ["CREATE TABLE shelves (yarn TEXT)", "INSERT INTO shelves VALUES ('silk')"])
    }

    @Test func `migrations are numbered from 1 without gaps`() {
        #expect(Schema.current.migrations.map(\.version) == Array(1...Schema.current.migrations.count))
    }

    @Test func `an empty store is brought up to date`() async throws {
        try self.makeEmptyStore()
        let store = try SQLiteTraceStore(path: self.path)
        try await store.record([.stub("1")])
        #expect(try await store.writer?.withConnection { try Schema.version(of: $0) } == Schema.current.version)
        #expect(try await store.calls(matching: CallQuery()).count == 1)
    }

    @Test func `an older store keeps its calls and gets what is new`() async throws {
        let old = try SQLiteTraceStore(path: self.path)
        try await old.record([.stub("1")])
        await old.close()

        let next = self.shelves(Schema.current.version + 1)
        let schema = Schema(migrations: Schema.current.migrations + [next])
        let store = try SQLiteTraceStore(path: self.path, options: .init(), schema: schema)

        #expect(try await store.calls(matching: CallQuery()).map(\.id) == ["1"])
        let yarn = try await store.writer?.withConnection { try $0.texts("SELECT yarn FROM shelves") }
        #expect(yarn == ["silk"])
        await store.close()
        let error = #expect(throws: TraceError.self) { _ = try SQLiteTraceStore(path: self.path) }
        #expect(error?.code == .storageTooNew)
    }

    @Test func `calls of the first version get their sizes`() async throws {
        try self.makeEmptyStore()
        let connection = try self.connect()
        try Schema(migrations: [.calls]).migrate(connection)
        try connection.execute("INSERT INTO projects (key, name) VALUES (1, 'mill/looms')")
        for (key, output) in [(1, "'\"織\"'"), (2, "NULL")] {
            try connection.execute(
                SQL(
                    stringLiteral: """
                        INSERT INTO calls (key, project, id, op_name, trace_name, trace_id, started_at, summary)
                        VALUES (\(key), 1, '\(key)', 'warp', 'warp', 't', \(key), '{"a":1}')
                        """))
            try connection.execute(
                SQL(
                    stringLiteral: """
                        INSERT INTO call_payloads (key, attributes, inputs, output)
                        VALUES (\(key), '{}', '{"weft":"織"}', \(output))
                        """))
        }

        let store = try SQLiteTraceStore(path: self.path)
        let calls = try await store.calls(matching: CallQuery(projectID: "mill/looms"))
        #expect(calls.map(\.id) == ["1", "2"])
        let bytes = calls.reduce(0) { $0 + $1.payloadBytes }
        #expect(bytes > 0)
        #expect(try await store.statistics(ofProject: "mill/looms").traceBytes == bytes)
    }

    @Test func `a migration that breaks leaves the version before whole`() throws {
        try self.makeEmptyStore()
        let broken = Migration(version: 2, statements: self.shelves(2).statements + ["CREATE TABLE calls (again TEXT)"])
        let schema = Schema(migrations: [.calls, broken])
        #expect(throws: (any Error).self) {
            _ = try SQLiteTraceStore(path: self.path, options: .init(), schema: schema)
        }

        let connection = try self.connect()
        #expect(try Schema.version(of: connection) == 1)
        #expect(try connection.texts("SELECT name FROM sqlite_schema WHERE name = 'shelves'").isEmpty)
    }

    @Test func `a reader does not migrate, and says what to do`() throws {
        try self.makeEmptyStore()
        let error = #expect(throws: TraceError.self) { _ = try SQLiteTraceStore(reading: self.path) }
        #expect(error?.message.contains("start the server once") == true)
        #expect(try Schema.version(of: self.connect()) == 0)
    }
}

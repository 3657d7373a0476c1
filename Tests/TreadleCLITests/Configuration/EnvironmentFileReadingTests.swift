import Foundation
import Testing
import TreadleCore

@testable import TreadleCLI

@Suite struct EnvironmentFileReadingTests {
    /// Writes a file and lends its path.
    private func withFile(_ contents: String, _ body: (String) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "mill-\(UUID().uuidString).env")
        try Data(contents.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        try body(url.path())
    }

    @Test func `a file is read by its path, which is its name in messages`() throws {
        try self.withFile("A=1\nB=2") { path in
            let file = try #require(try EnvironmentFile.reading(path))

            #expect(file.name == path)
            #expect(file.entries.map(\.text) == ["1", "2"])
        }
    }

    @Test func `a file that is asked for must be there`() throws {
        let error = try #require(throws: ConfigurationError.self) { try EnvironmentFile.reading("/mill/.env") }

        #expect(error.message == "/mill/.env cannot be read: No such file or directory")
    }

    @Test func `a directory is not a file`() throws {
        let error = try #require(throws: ConfigurationError.self) { try EnvironmentFile.reading("/") }

        #expect(error.message == "/ cannot be read: Is a directory")
    }

    @Test func `a file may have a mebibyte and no more`() throws {
        let line = "# " + String(repeating: "w", count: EnvironmentFile.maximumBytes - 2)
        try self.withFile(line) { path in
            let file = try EnvironmentFile.reading(path)
            #expect(file?.entries.isEmpty == true)
        }
        try self.withFile(line + "w") { path in
            let error = try #require(throws: ConfigurationError.self) { try EnvironmentFile.reading(path) }
            #expect(error.message.contains("larger than 1 MiB"))
        }
    }
}

import Foundation
import Testing
import TreadleCore

@testable import TreadleCLI

@Suite struct SettingsPageTests {
    /// A file of the repository.
    private func file(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test func `docs/configuration.md is what the table says`() throws {
        #expect(
            try self.file("docs/configuration.md") == SettingsPage.markdown,
            "run: treadle settings --markdown > docs/configuration.md")
    }

    @Test func `.env.example is what the table says`() throws {
        #expect(
            try self.file(".env.example") == SettingsPage.example, "run: treadle settings --example > .env.example")
    }

    @Test func `.env.example sets nothing, and with its lines taken in, every setting to its default`() throws {
        let example = SettingsPage.example
        let lines = example.split(separator: "\n").map { $0.replacing(/^# ([A-Z_]+=)/) { "\($0.output.1)" } }
        let untouched = try EnvironmentFile(named: ".env", contents: Array(example.utf8))
        let taken = try EnvironmentFile(named: ".env", contents: Array(lines.joined(separator: "\n").utf8))

        #expect(untouched.entries.isEmpty)
        #expect(taken.entries.map(\.name).sorted() == Settings.all.map(\.name).sorted())
        for entry in Settings.all {
            #expect(taken.entries.first { $0.name == entry.name }?.text == entry.defaultText ?? "")
        }
    }

    @Test func `the help of serve names every setting with its default`() throws {
        let error = try #require(throws: CleanExit.self) { try Treadle.parseAsRoot(["serve", "--help"]) }
        let help = CommandEnding(error, root: Treadle.self).text

        for entry in Settings.all {
            #expect(help.contains("\n  \(entry.name)\(entry.defaultText.map { " [\($0)]" } ?? "")\n"))
            #expect(help.contains(entry.summary))
        }
    }

    @Test func `the listing says what is set and where, and shows no secret`() throws {
        let file = try EnvironmentFile(
            named: "mill.env", contents: Array("OPENAI_API_KEY=sk-4711\nOPENAI_MODEL=twill\nDB_TYPE=sk-4712".utf8))
        let sources = SettingSources(environment: ["SERVER_PORT": "3000"], file: file)
        let listing = SettingsPage.listing(of: sources).split(separator: "\n").map { line in
            line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }

        #expect(listing.contains("SERVER_HOST 0.0.0.0 default"))
        #expect(listing.contains("SERVER_PORT 3000 from the environment"))
        #expect(listing.contains("OPENAI_MODEL twill from mill.env line 2"))
        #expect(listing.contains("OPENAI_API_KEY ••• from mill.env line 1"))
        #expect(listing.contains("DB_TYPE (not valid) from mill.env line 3"))
        #expect(listing.contains("DB_USER (not set)"))
        #expect(!listing.joined().contains("471"))
        #expect(listing.count == Settings.all.count)
    }
}

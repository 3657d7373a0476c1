import Testing
import TreadleCore

@Suite struct SecretTests {
    private let secret = "warp-and-weft-4711"

    private func message(_ environment: [String: String]) throws -> String {
        let sources = SettingSources(environment: environment.merging(["HOME": "/h"]) { given, _ in given })
        return try #require(throws: ConfigurationError.self) { try ServerConfiguration(reading: sources) }.message
    }

    @Test func `a bad secret is refused without being shown`() throws {
        for name in Settings.all.filter({ $0.secrecy == .secret }).map(\.name) where name != "TREADLE_API_KEY" {
            let message = try self.message([name: "\(self.secret)\u{1}"])

            #expect(message.hasPrefix("\(name) must be "))
            #expect(!message.contains(self.secret))
        }
    }

    @Test func `a secret under the wrong name is not shown either`() throws {
        #expect(try !self.message(["SERVER_PORT": "sk-4711"]).contains("4711"))
        #expect(try !self.message(["SERVER_PORT": self.secret, "DB_PASSWORD": self.secret]).contains(self.secret))
        #expect(try !self.message(["OPENAI_BASE_URL": "https://u:\(self.secret)@h"]).contains(self.secret))
        #expect(try !self.message(["OPENAI_BASE_URL": "https://h?k=\(self.secret)"]).contains(self.secret))
    }

    @Test func `a malformed line is refused without being shown`() throws {
        for line in [
            "OPENAI_API_KEY \(self.secret)", "OPENAI_API_KEY=\"\(self.secret)", "X='\(self.secret)'\(self.secret)",
        ] {
            let error = try #require(throws: ConfigurationError.self) {
                try EnvironmentFile(named: ".env", contents: Array(line.utf8))
            }
            #expect(!"\(error)".contains(self.secret))
        }
    }

    @Test func `a configuration prints no secret`() throws {
        var environment = ["HOME": "/h"]
        for entry in Settings.all where entry.secrecy == .secret { environment[entry.name] = self.secret }
        let configuration = try ServerConfiguration(reading: SettingSources(environment: environment))
        var dumped = ""
        dump(configuration, to: &dumped)

        #expect(configuration.upstreamKey?.reveal() == self.secret)
        #expect(!"\(configuration)".contains(self.secret))
        #expect(!String(reflecting: configuration).contains(self.secret))
        #expect(!dumped.contains(self.secret))
    }
}

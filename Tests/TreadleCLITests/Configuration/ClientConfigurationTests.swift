import Testing
import TreadleCore

@Suite struct ClientConfigurationTests {
    private func configuration(_ environment: [String: String]) throws -> ClientConfiguration {
        try ClientConfiguration(
            reading: SettingSources(environment: environment.merging(["HOME": "/h"]) { given, _ in given }))
    }

    @Test func `by default the server is the one that the same settings start`() throws {
        #expect(try self.configuration([:]).url.text == "http://127.0.0.1:8080")
        #expect(try self.configuration(["SERVER_PORT": "3000"]).url.text == "http://127.0.0.1:3000")
        #expect(try self.configuration(["SERVER_HOST": "::"]).url.text == "http://[::1]:8080")
        #expect(try self.configuration(["SERVER_PORT": "0"]).url.text == "http://127.0.0.1:8080")
    }

    @Test func `what is set wins`() throws {
        let configuration = try self.configuration([
            "TREADLE_URL": "https://mill.example/", "SERVER_PORT": "3000", "TREADLE_API_KEY": "weft",
            "TREADLE_API_KEYS": "warp-0001",
        ])

        #expect(configuration.url.text == "https://mill.example")
        #expect(configuration.apiKey?.reveal() == "weft")
    }

    @Test func `the server's own key goes to the server on this machine alone`() throws {
        let keys = ["TREADLE_API_KEYS": "warp-0001,weft-0002"]

        #expect(try self.configuration(keys).apiKey?.reveal() == "warp-0001")
        #expect(try self.configuration(keys.merging(["TREADLE_URL": "https://mill.example"]) { $1 }).apiKey == nil)
    }

    @Test func `settings of the server that do not matter are not looked at`() throws {
        #expect(try self.configuration(["OPENAI_TEMPERATURE": "hot"]).project == "treadle/era")
        #expect(throws: ConfigurationError.self) { try self.configuration(["TREADLE_PROJECT": "mill"]) }
    }
}

import Testing
import TreadleCore

@testable import TreadleCLI

@Suite struct ServeCommandTests {
    private func configuration(_ arguments: String..., environment: [String: String] = [:]) throws
        -> ServerConfiguration
    {
        let command = try #require(try Treadle.parseAsRoot(["serve"] + arguments) as? ServeCommand)
        let environment = environment.merging(["HOME": "/mill"]) { given, _ in given }
        return try ServerConfiguration(
            reading: SettingSources(environment: environment, options: command.settingOptions))
    }

    @Test func `options win over the environment`() throws {
        let environment = ["SERVER_HOST": "0.0.0.0", "SERVER_PORT": "1", "TREADLE_DATA_DIR": "/warp"]
        let configuration = try self.configuration(
            "--host", "127.0.0.1", "--port=2", "--data-dir", "/weft", environment: environment)

        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 2)
        #expect(configuration.dataDirectory == "/weft")
        #expect(try self.configuration(environment: environment).port == 1)
    }

    @Test func `a bad option is refused by the name of its setting`() throws {
        let error = try #require(throws: ConfigurationError.self) { try self.configuration("--port", "65536") }

        #expect(
            error.message
                == "SERVER_PORT must be a whole number from 0 to 65535, not \"65536\" (from --port)")
    }
}

import Testing
import TreadleCore

@Suite struct ServerConfigurationTests {
    private func configuration(
        _ environment: [String: String] = [:], file: String? = nil, options: [SettingSources.Option] = []
    ) throws -> ServerConfiguration {
        let file = try file.map { try EnvironmentFile(named: ".env", contents: Array($0.utf8)) }
        let environment = environment.merging(["HOME": "/mill/ada"]) { given, _ in given }
        return try ServerConfiguration(
            reading: SettingSources(environment: environment, file: file, options: options))
    }

    private func problems(_ environment: [String: String], file: String? = nil) throws -> [String] {
        try #require(throws: ConfigurationError.self) { try self.configuration(environment, file: file) }.problems
    }

    @Test func `without anything set the defaults of the table stand`() throws {
        let configuration = try self.configuration()

        #expect(configuration.host == "0.0.0.0")
        #expect(configuration.port == 8080)
        #expect(configuration.readTimeout == .seconds(30))
        #expect(configuration.writeTimeout == .seconds(30))
        #expect(configuration.upstreamKey == nil)
        #expect(configuration.upstreamURL.text == "https://api.openai.com/v1")
        #expect(configuration.defaultModel == "gpt-3.5-turbo")
        #expect(configuration.defaultMaxTokens == 1000)
        #expect(configuration.defaultTemperature == 0.7)
        #expect(configuration.database.type == .sqlite)
        #expect(configuration.database.host == "localhost")
        #expect(configuration.database.port == 5432)
        #expect(configuration.database.name == "aibase")
        #expect(configuration.database.user == nil)
        #expect(configuration.database.password == nil)
        #expect(configuration.project == "treadle/era")
        #expect(configuration.apiKeys.isEmpty)
        #expect(configuration.maxBodyBytes == 33_554_432)
        #expect(configuration.maxTraceBodyBytes == 268_435_456)
        #expect(configuration.maxMessageBytes == 4_194_304)
        #expect(configuration.maxConnections == 10_000)
        #expect(configuration.maxConnectionsPerClient >= 6000)
        #expect(configuration.maxRequestsPerClient == 64)
        #expect(configuration.upstreamTimeout == .seconds(60))
        #expect(configuration.shutdownTimeout == .seconds(10))
        #expect(configuration.asksForStreamUsage)
        #expect(configuration.isTracing)
        #expect(configuration.durability == .normal)
        #expect(configuration.spoolBytes == 1 << 30)
        #expect(configuration.logLevel == .info)
        #expect(configuration.logFormat == .text)
        #expect(configuration.usesDemoModel)
    }

    @Test func `an option wins over the environment, that over the file, and that over the default`() throws {
        let port = { (value: String) in SettingSources.Option("--port", sets: Settings.serverPort.entry, to: value) }
        let file = "SERVER_PORT=3\nSERVER_HOST=mill"

        #expect(try self.configuration(file: file).port == 3)
        #expect(try self.configuration(["SERVER_PORT": "2"], file: file).port == 2)
        #expect(try self.configuration(["SERVER_PORT": "2"], file: file, options: [port("1")]).port == 1)
        #expect(try self.configuration(["SERVER_PORT": "2"], file: file).host == "mill")
    }

    @Test func `an empty value counts as not set`() throws {
        #expect(try self.configuration(["SERVER_PORT": ""], file: "SERVER_PORT=3").port == 3)
        #expect(try self.configuration(["OPENAI_API_KEY": ""], file: "OPENAI_API_KEY=").upstreamKey == nil)
    }

    @Test func `a bad value is refused by its name, with what was expected and where it stands`() throws {
        let expected = "SERVER_PORT must be a whole number from 0 to 65535, not \"abc\""

        #expect(try self.problems([:], file: "\n\nSERVER_PORT=abc") == ["\(expected) (from .env line 3)"])
        #expect(try self.problems(["SERVER_PORT": "abc"]) == ["\(expected) (from the environment)"])
    }

    @Test func `another database is refused with a sentence that says why`() throws {
        #expect(
            try self.problems(["DB_TYPE": "postgres"]) == [
                "DB_TYPE must be sqlite (no other database is supported yet), not \"postgres\" (from the environment)"
            ])
    }

    @Test func `everything that is wrong is told at once`() throws {
        let problems = try self.problems(["SERVER_PORT": "x", "OPENAI_TEMPERATURE": "9"], file: "TREADLE_SYNC=off")

        #expect(problems.map { $0.prefix { $0 != " " } } == ["SERVER_PORT", "OPENAI_TEMPERATURE", "TREADLE_SYNC"])
        #expect(ConfigurationError(problems).message.split(separator: "\n").count == 3)
    }

    @Test func `a bad value is shown on one line and cut`() throws {
        let problem = try self.problems(["SERVER_PORT": "a\nb" + String(repeating: "c", count: 100)])[0]

        #expect(!problem.contains("\n"))
        #expect(problem.utf8.count < 200)
    }

    @Test func `without a key the demo model answers only where the base URL is the default`() throws {
        #expect(try self.configuration(["OPENAI_BASE_URL": "https://api.openai.com/v1/"]).usesDemoModel)
        #expect(try !self.configuration(["OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"]).usesDemoModel)
        #expect(try !self.configuration(["OPENAI_API_KEY": "sk-mill"]).usesDemoModel)
    }

    @Test func `lists are split at commas, and blanks around their elements left out`() throws {
        let configuration = try self.configuration([
            "TREADLE_API_KEYS": "warp-0001, weft-0002", "TREADLE_ALLOWED_ORIGINS": " https://Mill.Example ",
        ])

        #expect(configuration.apiKeys.map { $0.reveal() } == ["warp-0001", "weft-0002"])
        #expect(configuration.allowedOrigins == ["https://mill.example"])
    }
}

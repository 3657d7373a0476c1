import Testing
import TreadleCore

@Suite struct DataDirectoryTests {
    private func directory(_ environment: [String: String]) throws -> String {
        try ServerConfiguration(reading: SettingSources(environment: environment)).dataDirectory
    }

    @Test func `by default it follows the XDG base directories`() throws {
        #expect(try self.directory(["HOME": "/mill/ada"]) == "/mill/ada/.local/share/treadle")
        #expect(try self.directory(["HOME": "/mill/ada", "XDG_DATA_HOME": "/data/"]) == "/data/treadle")
        #expect(try self.directory(["XDG_DATA_HOME": "/data"]) == "/data/treadle")
    }

    @Test func `a relative XDG_DATA_HOME is ignored, as its specification asks`() throws {
        let environment = ["HOME": "/mill/ada", "XDG_DATA_HOME": "data"]

        #expect(try self.directory(environment) == "/mill/ada/.local/share/treadle")
    }

    @Test func `what is set wins, with the home put in for a tilde`() throws {
        let environment = ["HOME": "/mill/ada", "XDG_DATA_HOME": "/data"]

        for (text, path) in [("~/mill/", "/mill/ada/mill"), ("~", "/mill/ada"), ("/", "/"), ("mill", "mill")] {
            #expect(try self.directory(environment.merging(["TREADLE_DATA_DIR": text]) { $1 }) == path)
        }
    }

    @Test func `without a home it must be set`() throws {
        let error = try #require(throws: ConfigurationError.self) { try self.directory([:]) }

        #expect(error.message == "TREADLE_DATA_DIR must be set to a path without \"~\", because HOME is not set")
        #expect(try self.directory(["TREADLE_DATA_DIR": "/mill"]) == "/mill")
    }
}

import Foundation
import Testing
import TreadleCore
import TreadleTracing

@testable import Weave

@Suite struct WeaveEnvironmentTests {
    private let lines = Mill.Lines()

    private func environment(_ variables: [String: String]) -> WeaveEnvironment {
        WeaveEnvironment(variables: variables, logger: Logger(label: "test", handler: self.lines))
    }

    @Test func `without a word it is the hosted server`() throws {
        let endpoint = try self.environment(["WANDB_API_KEY": "warp"]).endpoint()
        #expect(endpoint.address.base.text == "https://api.wandb.ai")
        #expect(endpoint.address.trace.text == "https://trace.wandb.ai")
        #expect(endpoint.address.page(of: "mill/my looms") == "https://wandb.ai/mill/my%20looms/weave")
        #expect(endpoint.key?.reveal() == "warp" && endpoint.keySource == "WANDB_API_KEY")
    }

    @Test func `one variable is enough for another server`() throws {
        let endpoint = try self.environment(["WANDB_BASE_URL": "http://mill.example:8080/"]).endpoint()
        #expect(endpoint.address.base.text == "http://mill.example:8080")
        #expect(endpoint.address.trace.text == "http://mill.example:8080/traces")
        #expect(endpoint.address.page(of: "mill/looms") == "http://mill.example:8080/mill/looms/weave")
        #expect(endpoint.addressSource == "WANDB_BASE_URL")
        #expect(endpoint.key == nil && endpoint.keySource.contains("set WANDB_API_KEY"))
    }

    @Test func `the trace API may be elsewhere`() throws {
        var variables = ["WANDB_BASE_URL": "http://inner.example", "WANDB_PUBLIC_BASE_URL": "https://mill.example"]
        #expect(try self.environment(variables).endpoint().address.trace.text == "https://mill.example/traces")
        #expect(try self.environment(variables).endpoint().address.base.text == "http://inner.example")
        variables["WF_TRACE_SERVER_URL"] = "http://127.0.0.1:6345/"
        #expect(try self.environment(variables).endpoint().address.trace.text == "http://127.0.0.1:6345")
    }

    @Test func `Treadle's variables count where W&B's are not set, and keys stay with their servers`() throws {
        var variables = ["TREADLE_URL": "http://mill.example", "TREADLE_API_KEY": "weft", "WANDB_API_KEY": "warp"]
        var endpoint = try self.environment(variables).endpoint()
        #expect(endpoint.address.base.text == "http://mill.example" && endpoint.key?.reveal() == "weft")
        variables["TREADLE_API_KEY"] = nil
        endpoint = try self.environment(variables).endpoint()
        #expect(endpoint.key == nil && endpoint.keySource.contains("set TREADLE_API_KEY"))
        variables["TREADLE_API_KEY"] = "weft"
        variables["WANDB_BASE_URL"] = "http://other.example"
        endpoint = try self.environment(variables).endpoint()
        #expect(endpoint.address.base.text == "http://other.example" && endpoint.key?.reveal() == "warp")
    }

    @Test func `a URL of the program's has the environment's key if it is the environment's server`() throws {
        let environment = self.environment(["WANDB_BASE_URL": "http://mill.example", "WANDB_API_KEY": "warp"])
        #expect(try environment.endpoint(url: "http://mill.example/", key: nil).key?.reveal() == "warp")
        #expect(try environment.endpoint(url: "http://other.example", key: nil).key == nil)
        #expect(try environment.endpoint(url: "http://mill.example", key: Secret("weft")).key?.reveal() == "weft")
    }

    @Test func `the trace API's own URL is understood`() throws {
        let address = try self.environment([:]).endpoint(url: "http://mill.example:8080/traces/", key: nil).address
        #expect(address.base.text == "http://mill.example:8080")
        #expect(address.trace.text == "http://mill.example:8080/traces")
    }

    @Test(arguments: [
        ("https://api.wandb.ai", "https://wandb.ai"), ("https://api.wandb.test", "https://app.wandb.test"),
        ("https://api.mill.example/w", "https://app.mill.example/w"), ("https://mill.example", "https://mill.example"),
    ])
    func `pages are where W&B has them`(base: String, pages: String) throws {
        #expect(try self.environment(["WANDB_BASE_URL": base]).endpoint().address.pages == pages)
        let set = self.environment(["WANDB_BASE_URL": base, "WANDB_APP_URL": "https://pages.example/"])
        #expect(try set.endpoint().address.pages == "https://pages.example")
    }

    @Test(arguments: ["WANDB_BASE_URL", "TREADLE_URL", "WF_TRACE_SERVER_URL", "WANDB_PUBLIC_BASE_URL"])
    func `what is no URL is told by its variable, and not shown`(name: String) {
        let error = #expect(throws: WeaveError.self) {
            try self.environment([name: "http://warp:weft@mill.example"]).endpoint()
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains(name) == true && error?.message.contains("weft") == false)
    }

    @Test(arguments: [
        ("true", true), ("1", true), ("Yes", true), ("ON", true), ("false", false), ("0", false), ("", false),
    ])
    func `yes is what the Python SDK takes for it`(text: String, isOn: Bool) {
        #expect(self.environment(["WEAVE_DISABLED": text]).isDisabled == isOn)
    }

    @Test func `a key is found in the home's netrc`() throws {
        let home = try ScratchHome()
        try home.write(".netrc", "machine mill.example:8080 login user password warp\n")
        let variables = ["WANDB_BASE_URL": "http://mill.example:8080", "HOME": home.path]
        let endpoint = try self.environment(variables).endpoint()
        #expect(endpoint.key?.reveal() == "warp" && endpoint.keySource == "\(home.path)/.netrc")
        #expect(try self.environment(variables).endpoint(url: "http://mill.example:8080", key: nil).key != nil)
        let other = variables.merging(["WANDB_BASE_URL": "http://mill.example:8081"]) { $1 }
        #expect(try self.environment(other).endpoint().key == nil)
        #expect(self.lines.all.isEmpty)

        try home.write("_netrc", "machine mill.example login user password weft\n")
        #expect(try self.environment(other).endpoint().key?.reveal() == "weft")
        try home.write("elsewhere", "machine mill.example login user password heddle\n")
        let named = variables.merging(["NETRC": "\(home.path)/elsewhere"]) { $1 }
        #expect(try self.environment(named).endpoint().key?.reveal() == "heddle")
        let set = named.merging(["WANDB_API_KEY": "reed"]) { $1 }
        #expect(try self.environment(set).endpoint().key?.reveal() == "reed")
    }

    @Test func `a netrc that others may read is told of, and one that is malformed, without what it says`() throws {
        let home = try ScratchHome()
        try home.write(".netrc", "machine mill.example password warp\nmachin weft\n", mode: 0o644)
        let variables = ["WANDB_BASE_URL": "http://mill.example", "HOME": home.path]
        #expect(try self.environment(variables).endpoint().key?.reveal() == "warp")
        #expect(
            self.lines.all == [
                "warning: a netrc file is malformed, and is read up to there path=\(home.path)/.netrc line=2",
                "warning: a netrc file with keys can be read or written by others; chmod 600 it path=\(home.path)/.netrc",
            ])
    }

    @Test func `the settings of W&B's tools count where no variable does`() throws {
        let home = try ScratchHome()
        try home.write(".config/wandb/settings", "[default]\n# mine\nentity = mill\nbase_url = http://mill.example\n")
        let variables = ["HOME": home.path]
        let endpoint = try self.environment(variables).endpoint()
        #expect(endpoint.address.base.text == "http://mill.example")
        #expect(endpoint.addressSource == "\(home.path)/.config/wandb/settings")
        let set = variables.merging(["TREADLE_URL": "http://other.example"]) { $1 }
        #expect(try self.environment(set).endpoint().address.base.text == "http://other.example")
    }

    @Test func `of settings only the default section's count`() {
        #expect(WandbSettings.baseURL(in: "[other]\nbase_url=a\n[default]\nBase_URL: b\n") == "b")
        #expect(WandbSettings.baseURL(in: "[other]\nbase_url=a\n") == nil)
        #expect(WandbSettings.baseURL(in: "base_url=a\n[default]\n;base_url=b\nbase_url=\n") == nil)
        #expect(WandbSettings.baseURL(in: "[default]\nbase_url=a\r\n\tbase_url = c ") == "c")
    }
}

internal import TreadleCore
internal import TreadleTracing

/// What the environment says about tracing; `docs` of ``Weave/Destination/environment`` has the order of precedence.
struct WeaveEnvironment: Sendable {
    let variables: [String: String]
    let logger: Logger

    /// A variable's text; one that is empty is not set.
    func text(_ name: String) -> String? { self.variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Whether a variable says yes, as Weave's Python SDK reads it.
    func isOn(_ name: String) -> Bool {
        ["yes", "true", "1", "on"].contains(self.text(name)?.lowercased() ?? "")
    }

    /// Whether nothing is to be traced, whatever the program says.
    var isDisabled: Bool { self.isOn("WEAVE_DISABLED") }

    /// The entity of projects that are named without one.
    var entity: String? { self.text("WANDB_ENTITY") }

    /// The user's home; `nil` where nobody says.
    var home: String? { self.text("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } }

    /// The server that the environment names.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/invalidConfiguration`` when what it says is no URL.
    func endpoint() throws(WeaveError) -> Endpoint {
        let (base, source) = try self.base()
        let address = TraceServerAddress(
            base: base, publicBase: try self.url("WANDB_PUBLIC_BASE_URL"), trace: try self.url("WF_TRACE_SERVER_URL"),
            pages: self.text("WANDB_APP_URL"))
        // A key belongs to the server that is named along with it; neither is shown to the other's.
        let variable = source == "TREADLE_URL" ? "TREADLE_API_KEY" : "WANDB_API_KEY"
        if let key = self.text(variable) {
            return Endpoint(address: address, key: Secret(key), addressSource: source, keySource: variable)
        }
        return self.endpoint(address, addressSource: source, keyHint: "set \(variable)")
    }

    /// A server that the program names.
    func endpoint(url: String, key: Secret?) throws(WeaveError) -> Endpoint {
        let source = "the URL given to start"
        guard let base = BaseURL(url) else {
            throw .start(
                .invalidConfiguration, "the URL given to start is no URL of a server",
                "Use one like http://127.0.0.1:8080, without credentials, query and fragment.")
        }
        let address = TraceServerAddress(base: base)
        if let key {
            return Endpoint(address: address, key: key, addressSource: source, keySource: "the key given to start")
        }
        // The environment may be about another server, and broken: that is nobody's trouble here.
        if let known = try? self.endpoint(), known.address.base == address.base {
            return Endpoint(
                address: address, key: known.key, addressSource: source, keySource: known.keySource)
        }
        return self.endpoint(address, addressSource: source, keyHint: "give start an apiKey")
    }

    /// A server that the program may name, and a key that it may bring along.
    func endpoint(url: String?, key: Secret?) throws(WeaveError) -> Endpoint {
        if let url { return try self.endpoint(url: url, key: key) }
        var endpoint = try self.endpoint()
        if let key { (endpoint.key, endpoint.keySource) = (key, "the key given") }
        return endpoint
    }

    private func endpoint(_ address: TraceServerAddress, addressSource: String, keyHint: String) -> Endpoint {
        if let (key, path) = self.netrcKey(for: address.machines) {
            return Endpoint(address: address, key: key, addressSource: addressSource, keySource: path)
        }
        return Endpoint(
            address: address, key: nil, addressSource: addressSource,
            keySource: "\(keyHint), or put it into ~/.netrc as the password for machine \(address.base.authority)")
    }

    private func base() throws(WeaveError) -> (BaseURL, source: String) {
        for name in ["WANDB_BASE_URL", "TREADLE_URL"] {
            if let url = try self.url(name) { return (url, name) }
        }
        if let (url, path) = self.settingsBase() { return (url, path) }
        guard let hosted = BaseURL(TraceServerAddress.hosted) else { preconditionFailure("a literal URL is one") }
        return (hosted, "WANDB_BASE_URL, which is not set")
    }

    private func url(_ name: String) throws(WeaveError) -> BaseURL? {
        guard let text = self.text(name) else { return nil }
        guard let url = BaseURL(text) else {
            throw .start(
                .invalidConfiguration, "\(name) is no URL of a server",
                "Set it to one like http://127.0.0.1:8080, without credentials, query and fragment.")
        }
        return url
    }
}

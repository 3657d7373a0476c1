internal import FoundationEssentials
internal import TreadleCore
internal import TreadleTrace

/// Where a server is, and the key to it.
struct ServerAddress: Sendable {
    /// Where the trace API is.
    var traceURL: String
    /// Where projects are looked up.
    var hostURL: String
    /// Sent as the password of the user `api`.
    var apiKey: Secret?

    /// The variables of an environment.
    struct Environment: Sendable {
        var variables: [String: String]

        /// This process's.
        static var process: Environment { Environment(variables: ProcessInfo.processInfo.environment) }

        /// The value of a variable; an empty one is none.
        subscript(_ name: String) -> String? { self.variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    }

    private static let cloudHost = "https://api.wandb.ai"
    private static let cloudTraces = "https://trace.wandb.ai"

    /// Works out where to go, as Weave's clients do.
    static func resolve(serverURL: String?, apiKey: String?, environment: Environment) throws -> ServerAddress {
        let host = try self.checked(serverURL ?? environment["WANDB_BASE_URL"] ?? self.cloudHost)
        let traces = serverURL == nil ? try environment["WF_TRACE_SERVER_URL"].map(self.checked) : nil
        let key = (apiKey ?? environment["WANDB_API_KEY"]).map { Secret($0) }
        if host == self.cloudHost || host == self.cloudTraces {
            return ServerAddress(traceURL: traces ?? self.cloudTraces, hostURL: self.cloudHost, apiKey: key)
        }
        let base = host.hasSuffix("/traces") ? String(host.dropLast("/traces".count)) : host
        return ServerAddress(traceURL: traces ?? base + "/traces", hostURL: base, apiKey: key)
    }

    private static func checked(_ text: String) throws -> String {
        guard let url = BaseURL(text) else {
            throw TraceError(
                .invalidRequest, "the server's address is no http or https URL such as http://127.0.0.1:8080")
        }
        return url.text
    }
}

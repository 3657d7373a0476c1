internal import TreadleCore
internal import TreadleTrace
internal import TreadleTraceHTTP
internal import TreadleTracing

/// Opens the session that a start asks for.
struct SessionOpener: Sendable {
    let request: StartRequest
    let options: Weave.Options

    /// Reads what a start asks for.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/invalidConfiguration``.
    init(_ project: String?, to destination: Weave.Destination, _ options: Weave.Options) throws(WeaveError) {
        let environment = WeaveEnvironment(variables: options.surroundings.environment(), logger: options.logger)
        self.request = try StartRequest(project, to: destination, environment)
        self.options = options
    }

    /// The starts that a session of this one is the answer to; none for one that goes on untraced.
    func keys(of session: Weave.Session) -> Set<StartRequest.Key> {
        if case .disabled = self.request.target { return [self.request.key] }
        return session.isEnabled ? [self.request.key, self.request.key(of: session.project)] : []
    }

    /// Logs in where there is a server, and puts a session to work.
    ///
    /// - Throws: ``WeaveError``, which the options may turn into a session; `CancellationError`.
    func open() async throws -> Weave.Session {
        switch self.request.target {
        case .disabled: return Weave.Session(disabled: ())
        case .store(let store, _):
            let parts = SessionParts(
                project: self.request.project, server: store, spool: try self.spool(for: nil), options: self.options)
            return Weave.Session(SessionEngine(parts, options: self.options), url: nil)
        case .server(let endpoint): return try await self.open(endpoint)
        }
    }

    private func open(_ endpoint: Endpoint) async throws -> Weave.Session {
        let network = try self.network()
        do {
            return try await self.session(endpoint, self.logIn(endpoint, network))
        } catch {
            network.close()
            guard self.options.whenUnavailable.kind == .goOnUntraced, let error = error as? WeaveError else {
                throw error
            }
            self.options.logger.error("\(error.message)", metadata: ["tracing": "off"])
            return Weave.Session(disabled: ())
        }
    }

    private func session(_ endpoint: Endpoint, _ login: LoggedIn) throws -> Weave.Session {
        let server = RemoteTraceServer(
            baseURL: endpoint.address.trace.text, apiKey: endpoint.key, transport: login.network.transport)
        let parts = SessionParts(
            project: login.project, server: server,
            spool: try self.spool(for: SpoolPlace(endpoint: endpoint, project: login.project)), options: self.options,
            close: login.network.close)
        let url = endpoint.address.page(of: login.project)
        if self.options.showsLink, !self.request.environment.isOn("WEAVE_SILENT") {
            self.options.surroundings.say("weave: View Weave data at \(url)")
        }
        return Weave.Session(SessionEngine(parts, options: self.options), url: url)
    }
}

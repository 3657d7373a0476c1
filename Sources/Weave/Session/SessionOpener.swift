internal import TreadleCore
internal import TreadleHTTP
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
            let spool = try self.spool(for: nil)
            return self.session(self.request.project, store, spool: spool, url: nil)
        case .server(let endpoint): return try await self.open(endpoint)
        }
    }

    private func open(_ endpoint: Endpoint) async throws -> Weave.Session {
        let network = try self.network()
        do {
            return try self.session(await self.project(endpoint, network), endpoint, network)
        } catch {
            network.close()
            guard self.options.whenUnavailable.kind == .goOnUntraced, let error = error as? WeaveError else {
                throw error
            }
            self.options.logger.error("\(error.message)", metadata: ["tracing": "off"])
            return Weave.Session(disabled: ())
        }
    }

    private func network() throws -> Surroundings.Network {
        do {
            return try self.options.surroundings.network()
        } catch let error as HTTPError {
            throw WeaveError.start(.unreachable, error.message, "Check the limits of the process.", cause: error)
        }
    }

    /// The project as the server names it, or as it will be named once the server is there.
    private func project(_ endpoint: Endpoint, _ network: Surroundings.Network) async throws -> String {
        do {
            return try await self.logIn(endpoint, network)
        } catch let error as WeaveError where self.options.whenUnavailable.kind == .goOnAndSpool {
            guard let project = self.spooledProject(error) else { throw error }
            self.options.logger.error("\(error.message)", metadata: ["tracing": "calls wait in the spool"])
            return project
        }
    }

    private func logIn(_ endpoint: Endpoint, _ network: Surroundings.Network) async throws -> String {
        let failure = LoginFailure(endpoint: endpoint)
        guard endpoint.key != nil || endpoint.address.base.text != ServerAddress.hosted else {
            throw failure.keyMissing()
        }
        let clock = self.options.surroundings.clock
        let login = Login(endpoint: endpoint, transport: network.transport, clock: clock)
        let limit = self.options.startTimeout
        return try await withDeadline(limit, clock: clock, expired: { failure.timeout(limit) }) {
            try await login.project(
                self.request.name, entity: self.request.environment.entity,
                ensuresProjectExists: self.options.ensuresProjectExists)
        }
    }

    /// The project of calls that wait for a server; `nil` where the failure is no absence, or the name is not whole.
    private func spooledProject(_ error: WeaveError) -> String? {
        guard [.unreachable, .timedOut, .serverFailed].contains(error.code),
            let entity = self.request.name.entity ?? self.request.environment.entity
        else { return nil }
        return "\(entity)/\(self.request.name.name)"
    }

    private func session(
        _ project: String, _ endpoint: Endpoint, _ network: Surroundings.Network
    ) throws -> Weave.Session {
        let server = RemoteTraceServer(
            baseURL: endpoint.address.trace.text, apiKey: endpoint.key, transport: network.transport)
        let spool = try self.spool(for: SpoolPlace(endpoint: endpoint, project: project))
        let url = endpoint.address.page(of: project)
        let session = self.session(project, server, spool: spool, url: url, close: network.close)
        if self.options.showsLink, !self.request.environment.isOn("WEAVE_SILENT") {
            self.options.surroundings.say("weave: View Weave data at \(url)")
        }
        return session
    }

    private func session(
        _ project: String, _ server: any TraceServer, spool: (any CallSpool)?, url: String?,
        close: @escaping @Sendable () -> Void = {}
    ) -> Weave.Session {
        let parts = SessionParts(project: project, server: server, spool: spool, options: self.options, close: close)
        return Weave.Session(SessionEngine(parts, options: self.options), url: url)
    }

    /// Opens the spool that the options ask for.
    ///
    /// - Parameter place: Where it is put automatically; `nil` for none.
    private func spool(for place: SpoolPlace?) throws -> (any CallSpool)? {
        let (limits, logger) = (self.options.spool.limits, self.options.logger)
        switch self.options.spool.kind {
        case .none: return nil
        case .directory(let path):
            do {
                return try FileCallSpool(directory: path, limits: limits, logger: logger)
            } catch let error as WeaveError {
                throw WeaveError.start(
                    error.code, error.message, "Give another directory with options.spool.", cause: error)
            }
        case .automatic:
            guard let place else { return nil }
            return place.open(in: self.request.environment, limits: limits, logger: logger)
        }
    }
}

internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTracing

extension SessionOpener {
    /// What a login leads to.
    struct LoggedIn: Sendable {
        /// As `entity/name`.
        let project: String
        let network: Surroundings.Network
    }

    /// Opens the network.
    func network() throws -> Surroundings.Network {
        do {
            return try self.options.surroundings.network()
        } catch let error as HTTPError {
            throw WeaveError.start(.unreachable, error.message, "Check the limits of the process.", cause: error)
        }
    }

    /// Logs in, or leaves it for later where the options allow that.
    func logIn(_ endpoint: Endpoint, _ network: Surroundings.Network) async throws -> LoggedIn {
        let login = Login(
            endpoint: endpoint, transport: network.transport, clock: self.options.surroundings.clock)
        do {
            let project = try await login.project(
                self.request.name, entity: self.request.environment.entity,
                ensuresProjectExists: self.options.ensuresProjectExists, within: self.options.startTimeout)
            return LoggedIn(project: project, network: network)
        } catch let error as WeaveError where self.options.whenUnavailable.kind == .goOnAndSpool {
            guard let later = self.logInLater(login, network, error) else { throw error }
            self.options.logger.error("\(error.message)", metadata: ["tracing": "calls wait in the spool"])
            return later
        }
    }

    /// What can be done before the server is there; `nil` where the failure is no absence, or the name is not whole.
    private func logInLater(
        _ login: Login, _ network: Surroundings.Network, _ error: WeaveError
    ) -> LoggedIn? {
        guard [.unreachable, .timedOut, .serverFailed].contains(error.code),
            let entity = self.request.name.entity ?? self.request.environment.entity
        else { return nil }
        let project = "\(entity)/\(self.request.name.name)"
        guard self.options.ensuresProjectExists else { return LoggedIn(project: project, network: network) }
        let late = LateLogin(login, project: self.request.name, entity: entity)
        return LoggedIn(project: project, network: Surroundings.Network(late, close: network.close))
    }
}

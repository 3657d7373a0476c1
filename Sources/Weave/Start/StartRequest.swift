internal import TreadleCore
internal import TreadleTrace
internal import TreadleTracing

/// What a start asks for, once the environment has had its say.
struct StartRequest: Sendable {
    /// Where the calls go.
    enum Target: Sendable {
        case server(Endpoint)
        case store(any TraceServer, Weave.Destination.Identity)
        case disabled
    }

    /// What makes two starts the same; options do not.
    struct Key: Hashable, Sendable {
        enum Place: Hashable, Sendable {
            case server(TraceServerAddress, Secret?)
            case store(Weave.Destination.Identity)
            case disabled
        }

        let project: String
        let place: Place
    }

    let name: ProjectName
    let target: Target
    let environment: WeaveEnvironment

    /// The entity of projects in a store of this process that are named without one, as a server of Treadle's has it.
    private static let localEntity = "treadle"

    /// Reads what is asked for.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/invalidConfiguration``.
    init(_ project: String?, to destination: Weave.Destination, _ environment: WeaveEnvironment) throws(WeaveError) {
        self.environment = environment
        self.name = try ProjectName(project ?? ProjectName.standard)
        guard !environment.isDisabled else {
            self.target = .disabled
            return
        }
        switch destination.kind {
        case .disabled: self.target = .disabled
        case .store(let store, let identity): self.target = .store(store, identity)
        case .environment: self.target = .server(try environment.endpoint())
        case .url(let url, let key): self.target = .server(try environment.endpoint(url: url, key: key))
        }
    }

    /// The project as far as it is known before a server is asked.
    var project: String {
        guard let entity = self.name.entity ?? self.environment.entity else {
            if case .store = self.target { return "\(Self.localEntity)/\(self.name.name)" }
            return self.name.name
        }
        return "\(entity)/\(self.name.name)"
    }

    /// What makes another start the same as this one.
    var key: Key { self.key(of: self.project) }

    /// The key of a start of a project in the same place.
    func key(of project: String) -> Key {
        switch self.target {
        case .disabled: Key(project: "", place: .disabled)
        case .store(_, let identity): Key(project: project, place: .store(identity))
        case .server(let endpoint): Key(project: project, place: .server(endpoint.address, endpoint.key))
        }
    }
}

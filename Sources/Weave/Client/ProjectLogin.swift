internal import TreadleTrace
internal import TreadleTraceHTTP

/// Finds out which project a client is of, and sees to it that it is there.
struct ProjectLogin {
    let server: RemoteTraceServer
    let address: ServerAddress
    let environment: ServerAddress.Environment

    /// The project as `entity/name`.
    func projectID(entity: String?, project: String, ensuringItExists isEnsured: Bool) async throws -> String {
        let parts = project.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= (entity == nil ? 2 : 1), !parts.contains("") else {
            throw TraceError(.invalidRequest, "a project is a name, or entity/name where no entity is given beside it")
        }
        let owner: String
        if let entity = entity ?? (parts.count == 2 ? parts[0] : self.environment["WANDB_ENTITY"]) {
            owner = entity
        } else {
            owner = try await self.server.defaultEntity(at: self.address.hostURL)
        }
        guard isEnsured else { return "\(owner)/\(parts[parts.count - 1])" }
        let name = try await self.server.project(
            parts[parts.count - 1], of: owner, madeIfAbsent: true, at: self.address.hostURL)
        return "\(owner)/\(name)"
    }
}

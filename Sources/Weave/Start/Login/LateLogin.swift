internal import Synchronization
internal import TreadleHTTP
internal import TreadleTracing

/// Logs in before the first request, at a server that was away when it should have been asked.
///
/// Until that works, no request goes out: a project that is not there yet would refuse what is delivered to it.
final class LateLogin: HTTPTransport {
    private let login: Login
    private let project: ProjectName
    private let entity: String
    private let isDone = Atomic(false)

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - login: Has the transport that everything goes over.
    ///   - project: As the program names it.
    ///   - entity: Of projects named without one.
    init(_ login: Login, project: ProjectName, entity: String) {
        self.login = login
        self.project = project
        self.entity = entity
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        if !self.isDone.load(ordering: .acquiring) {
            do {
                // Two requests at once may both ask; the answer is the same.
                _ = try await self.login.project(self.project, entity: self.entity, ensuresProjectExists: true)
            } catch let error as WeaveError {
                request.body.discard()
                throw HTTPError(.unreachable, error.message, cause: error)
            }
            self.isDone.store(true, ordering: .releasing)
        }
        return try await self.login.transport.send(request)
    }
}

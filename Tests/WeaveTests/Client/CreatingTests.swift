import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace

@testable import Weave

struct CreatingTests {
    private static func client(
        of mill: Mill, entity: String? = "mill", project: String = "looms", ensuring isEnsured: Bool = true,
        _ environment: [String: String] = ["WANDB_BASE_URL": Mill.url]
    ) async throws -> AsyncWeaveClient {
        try await AsyncWeaveClient.create(
            entity: entity, project: project, serverURL: nil, apiKey: nil, ensureProjectExists: isEnsured,
            options: ClientOptions(), surroundings: mill.options(environment).surroundings)
    }

    @Test func `A client is of the project that it was made for, and asks its server`() async throws {
        let mill = Mill()
        let client = try await Self.client(of: mill)
        #expect(client.projectID == "mill/looms")
        let ref = try await client.save(["width": 140], name: "pattern")
        #expect(try await client.get(ref, as: [String: Int].self) == ["width": 140])
        #expect(mill.paths.contains("/traces/obj/create"))
        #expect(try await mill.operations() == ["Project"])
        client.close()
        client.close()
        #expect(mill.lines.all.filter { $0 == "closed" }.count == 1)
    }

    @Test func `Without an entity the key's own is used, and a project need not be looked for`() async throws {
        let mill = Mill()
        let client = try await Self.client(of: mill, entity: nil, ensuring: false)
        #expect(client.projectID == "treadle/looms")
        #expect(try await mill.operations() == ["DefaultEntity"])
    }

    @Test func `A client that cannot be made leaves nothing open`() async throws {
        let mill = Mill { _ in HTTPResponse(401) }
        await #expect(throws: WeaveError.self) { try await Self.client(of: mill) }
        #expect(mill.lines.all.contains("closed"))
    }

    @Test func `A request of a client that was made is sent again`() async throws {
        let answers = FailingOnce()
        let mill = Mill { answers.answer($0) }
        var surroundings = mill.options(["WANDB_BASE_URL": Mill.url]).surroundings
        let clock = TestClock()
        surroundings.clock = clock
        var options = ClientOptions()
        options.deadline = nil
        options.retries = RetryPolicy(attempts: 2, firstPause: .zero)
        let client = try await AsyncWeaveClient.create(
            entity: "mill", project: "looms", serverURL: nil, apiKey: nil, ensureProjectExists: true, options: options,
            surroundings: surroundings)
        #expect(try await client.callCount() == 0)
        #expect(mill.paths.filter { $0 == "/traces/calls/query_stats" }.count == 2)
    }

    /// Fails the first question about calls.
    private final class FailingOnce: Sendable {
        private let hasFailed = Atomic(false)

        func answer(_ request: HTTPRequest) -> HTTPResponse? {
            guard request.target.hasSuffix("/calls/query_stats"),
                !self.hasFailed.exchange(true, ordering: .relaxed)
            else { return nil }
            return HTTPResponse(503)
        }
    }
}

import Foundation
import TreadleCore
import TreadleHTTP
import TreadleHTTPCurl
import TreadleTrace
import TreadleTraceHTTP

@testable import TreadleCLI

/// A whole server on a free port with a data directory of its own, and a client to talk to it.
struct RunningTreadle: Sendable {
    let url: String
    let dataDirectory: String
    let client: CurlTransport

    /// Runs a server with these settings around `body`, and lets it end in order.
    static func with<Success: Sendable>(
        _ settings: [String: String] = [:], _ body: @Sendable (RunningTreadle) async throws -> Success
    ) async throws -> Success {
        let directory = FileManager.default.temporaryDirectory.appending(path: "treadle-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var environment = settings
        environment["TREADLE_DATA_DIR"] = directory
        environment["SERVER_HOST"] = "127.0.0.1"
        environment["SERVER_PORT"] = "0"
        environment["TREADLE_LOG_LEVEL"] = "critical"
        environment["TREADLE_SHUTDOWN_TIMEOUT"] = "5"
        let application = try Application(ServerConfiguration(reading: SettingSources(environment: environment)))
        let address = try application.start()
        var curl = CurlTransportConfiguration()
        curl.usesEnvironmentProxies = false
        let client = try CurlTransport(configuration: curl)
        let (signals, signal) = AsyncStream.makeStream(of: TerminationSignal.self)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run(until: signals) }
            let running = RunningTreadle(
                url: "http://127.0.0.1:\(address.port)", dataDirectory: directory, client: client)
            let result: Result<Success, any Error>
            do { result = .success(try await body(running)) } catch { result = .failure(error) }
            client.shutDown()
            signal.yield(.terminate)
            try await group.waitForAll()
            return try result.get()
        }
    }

    /// Posts a body to a path.
    func post(_ path: String, _ body: String) async throws -> HTTPResponse {
        try await self.client.send(
            HTTPRequest(
                .post, self.url + path, headers: ["Content-Type": "application/json"], body: .text(body)))
    }

    /// Posts a chat request; its answer as JSON.
    func chat(_ body: String) async throws -> (status: Int, json: RawJSON, headers: HTTPFields) {
        let response = try await self.post("/v1/chat/completions", body)
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return (response.status, try RawJSON(bytes), response.headers)
    }

    /// The calls the server has recorded so far, oldest first.
    func calls() async throws -> [Call] {
        try await RemoteTraceServer(baseURL: self.url, transport: self.client)
            .calls(matching: CallQuery(projectID: "treadle/era"))
    }
}

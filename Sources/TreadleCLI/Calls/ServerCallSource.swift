internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace
internal import TreadleTraceHTTP

/// The calls that a server has.
struct ServerCallSource: CallSource {
    private let server: RemoteTraceServer
    private let project: String
    let place: String

    /// Makes a source; nothing is sent before something is asked.
    init(_ configuration: ClientConfiguration, transport: any HTTPTransport) {
        self.server = RemoteTraceServer(
            baseURL: configuration.url.text, apiKey: configuration.apiKey, transport: transport)
        self.project = configuration.project
        self.place = configuration.url.text
    }

    func calls(matching query: CallQuery) async throws -> [Call] { try await self.server.calls(matching: query) }

    func feed() async throws -> any AsyncSequence<Call, any Error> {
        ServerFeed(base: try await self.server.feed(of: self.project)) { count in
            Console.error.write("treadle: \(count) calls came too fast and are left out; the server has them\n")
        }
    }
}

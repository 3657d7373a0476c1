internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// The calls that a server has.
struct ServerCallSource: CallSource {
    let place: String

    init(_ configuration: ClientConfiguration, transport: any HTTPTransport) {
        self.place = configuration.url.text
    }

    func calls(matching query: CallQuery) async throws -> [Call] {
        throw CommandLineError(.unavailable, "asking a server is not wired yet")
    }

    func feed() async throws -> AsyncThrowingStream<Call, any Error> {
        throw CommandLineError(.unavailable, "asking a server is not wired yet")
    }
}

import Testing
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer

@Suite struct ListeningTests {
    private static func server(_ host: String, port: Int = 0) -> HTTPServer {
        HTTPServer(
            configuration: HTTPServerConfiguration(host: host, port: port),
            responder: ClosureResponder { .text($0.peer?.address ?? "") }, webSockets: nil, logger: .silent)
    }

    @Test func `a taken port is refused with what to do`() throws {
        let first = Self.server("127.0.0.1")
        try first.start()
        let second = Self.server("127.0.0.1", port: first.port)
        #expect {
            try second.start()
        } throws: { error in
            guard let error = error as? HTTPError else { return false }
            return error.code == .refusedToStart
                && error.message
                    == "port \(first.port) is taken by another program; choose another with SERVER_PORT"
        }
    }

    @Test(arguments: [("nowhere.invalid", 0), ("192.0.2.1", 0), ("127.0.0.1", 70_000)])
    func `an address that is none is refused with what to do`(host: String, port: Int) {
        #expect {
            try Self.server(host, port: port).start()
        } throws: { error in
            guard let error = error as? HTTPError else { return false }
            return error.code == .refusedToStart && error.message.contains("SERVER_")
        }
    }

    @Test(arguments: ["127.0.0.1", "0.0.0.0", "localhost", "::"])
    func `serves IPv4 clients on`(host: String) async throws {
        let server = Self.server(host)
        try server.start()
        #expect(server.port > 0)
        async let running: Void = server.run()
        try await onThread {
            let response = try RawClient(port: server.port).request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
            #expect(response.text == "127.0.0.1")
        }
        server.drain()
        try await running
    }
}

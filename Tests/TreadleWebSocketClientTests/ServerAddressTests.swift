import Testing
import TreadleHTTP

@testable import TreadleWebSocketClient

@Suite struct ServerAddressTests {
    @Test(
        arguments: [
            ("ws://mill.example/ws", "mill.example", 80, "/ws", "mill.example"),
            ("ws://mill.example:8080", "mill.example", 8080, "/", "mill.example:8080"),
            ("ws://127.0.0.1:80/ws?api_key=a%20b", "127.0.0.1", 80, "/ws?api_key=a%20b", "127.0.0.1"),
            ("WS://[::1]:9000/", "::1", 9000, "/", "[::1]:9000"),
        ] as [(String, String, UInt16, String, String)])
    func `takes a URL apart`(text: String, host: String, port: UInt16, target: String, authority: String) throws {
        let address = try ServerAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.target == target)
        #expect(address.authority == authority)
    }

    @Test(arguments: [
        "", "mill.example:8080", "http://mill.example/", "ws:///ws", "ws://mill.example:99999/", "ws://a b/",
    ])
    func `refuses what is not the address of a WebSocket`(text: String) {
        #expect { try ServerAddress(text) } throws: { ($0 as? HTTPError)?.code == .malformed }
    }

    @Test func `says that there is no TLS`() {
        #expect { try ServerAddress("wss://mill.example/") } throws: { ($0 as? HTTPError)?.code == .tlsFailed }
    }
}

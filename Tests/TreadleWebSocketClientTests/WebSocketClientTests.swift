import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer

@testable import TreadleWebSocketClient

/// The client against a real server, over loopback.
@Suite(.timeLimit(.minutes(1))) struct WebSocketClientTests {
    @Test func `what is sent comes back`() async throws {
        try await EchoServer.run { address in
            try await WebSocketClient().withConnection(to: address) { connection in
                for text in ["warp", "", "Köper 織機 🧵", String(repeating: "weft ", count: 300_000)] {
                    try await connection.send(text)
                    #expect(try await connection.receive() == .text(Array(text.utf8)[...]))
                }
            }
        }
    }

    @Test func `many messages keep their order, also when nobody reads for a while`() async throws {
        try await EchoServer.run { address in
            try await WebSocketClient().withConnection(to: address) { connection in
                let bolt = String(repeating: "x", count: 10_000)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for number in 0..<500 { try await connection.send("\(number) \(bolt)") }
                    }
                    for number in 0..<500 {
                        let message = try #require(try await connection.receive())
                        #expect(message.bytes.starts(with: "\(number) ".utf8))
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func `a close by the server ends the messages and has a code`() async throws {
        try await EchoServer.run { address in
            try await WebSocketClient().withConnection(to: address) { connection in
                try await connection.send("close 1001")
                #expect(try await connection.receive() == nil)
                #expect(connection.closeCode == .goingAway)
                await #expect(throws: HTTPError.self) { try await connection.send("too late") }
            }
        }
    }

    @Test func `a message over the limit closes the connection`() async throws {
        var configuration = WebSocketClient.Configuration()
        configuration.maximumMessageBytes = 100
        try await EchoServer.run { [configuration] address in
            try await WebSocketClient(configuration: configuration).withConnection(to: address) { connection in
                try await connection.send(String(repeating: "x", count: 100))
                #expect(try await connection.receive()?.bytes.count == 100)
                try await connection.send(String(repeating: "x", count: 101))
                #expect(try await connection.receive() == nil)
            }
        }
    }

    @Test func `a refusal is told with its status`() async throws {
        var configuration = WebSocketClient.Configuration()
        configuration.headers["X-Refuse"] = "yes"
        try await EchoServer.run { [configuration] address in
            let client = WebSocketClient(configuration: configuration)
            let error = await #expect(throws: HTTPError.self) { try await client.withConnection(to: address) { _ in } }
            #expect(error?.code == .unreachable)
            #expect(error?.message.contains("401") == true)
        }
    }

    @Test func `nobody listens`() async throws {
        let address = try await EchoServer.run { $0 }
        let error = await #expect(throws: HTTPError.self) {
            try await WebSocketClient().withConnection(to: address) { _ in }
        }
        #expect(error?.code == .unreachable)
    }

    @Test func `cancelling the task ends what waits`() async throws {
        try await EchoServer.run { address in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (opened, open) = AsyncStream.makeStream(of: Void.self)
                group.addTask {
                    await #expect(throws: (any Error).self) {
                        try await WebSocketClient().withConnection(to: address) { connection in
                            open.yield()
                            _ = try await connection.receive()
                        }
                    }
                }
                for await _ in opened { break }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }
}

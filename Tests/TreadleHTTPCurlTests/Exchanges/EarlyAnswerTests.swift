import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

/// Responses that come before the end of the request's body.
@Suite(.timeLimit(.minutes(1))) struct EarlyAnswerTests {
    /// How a response says where it ends.
    enum Framing: CaseIterable {
        case length, lengthAndClose, chunks, chunksAndClose, close

        private var isChunked: Bool { self == .chunks || self == .chunksAndClose }

        func head(_ status: String, length: Int) -> String {
            let fields: [String] = [
                self.isChunked ? "Transfer-Encoding: chunked\r\n" : "",
                self == .length || self == .lengthAndClose ? "Content-Length: \(length)\r\n" : "",
                self == .lengthAndClose || self == .chunksAndClose ? "Connection: close\r\n" : "",
            ]
            return "HTTP/1.1 \(status)\r\n\(fields.joined())\r\n"
        }

        func piece(_ bytes: [UInt8]) -> [UInt8] {
            guard self.isChunked else { return bytes }
            return Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
        }

        var end: String { self.isChunked ? "0\r\n\r\n" : "" }
    }

    /// Where the request's body is when the response begins.
    enum Moment: CaseIterable {
        /// libcurl waits for the body's first part.
        case beforeTheBody
        /// libcurl took a part and waits for the next.
        case betweenParts
        /// The connection takes no more of a part.
        case withinAPart

        var body: ScriptedBody {
            switch self {
            case .beforeTheBody: ScriptedBody([.stall])
            case .betweenParts: ScriptedBody([.part("weft"), .stall])
            case .withinAPart: ScriptedBody([.bytes(EarlyAnswerTests.long), .stall])
            }
        }
    }

    /// More than the system's socket buffers hold.
    private static let long = [UInt8](repeating: 7, count: 64 << 20)
    private static let pieces = (0..<20).map { [UInt8](repeating: $0, count: 50_000) }
    private static let whole = Self.pieces.flatMap(\.self)

    @Test(arguments: Moment.allCases, Framing.allCases)
    func `a refusal gives the body up and arrives whole`(moment: Moment, framing: Framing) async throws {
        for length in [nil, 256 << 20] { try await self.refuse(at: moment, framing, length: length) }
    }

    private func refuse(at moment: Moment, _ framing: Framing, length: Int?) async throws {
        let began = Signal<Void>()
        let answer = Signal<Void>()
        let goOn = Signal<Void>()
        let server = try RawServer { connection in
            guard connection.readHead()?.hasPrefix("POST") == true else {
                return try connection.write("HTTP/1.1 204 Idle\r\n\r\n")
            }
            if moment == .betweenParts { _ = try length == nil ? connection.readChunk() : connection.readExactly(4) }
            began.send()
            answer.block()
            try connection.write(framing.head("413 Too Much Yarn", length: Self.whole.count))
            for piece in Self.pieces {
                goOn.block()
                try connection.write(framing.piece(piece))
            }
            try connection.write(framing.end)
            if framing == .close { connection.endWriting() }
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest()
        let body = moment.body
        async let pending = transport.send(HTTPRequest(.post, server.url, body: .stream(body, length: length)))
        await began.next
        try await transport.goRound()
        answer.send()
        let response = try await pending
        #expect(response.status == 413)
        await body.cancelled.next
        let stream = try #require(response.body.stream)
        var received: [UInt8] = []
        for piece in Self.pieces {
            goOn.send()
            let end = received.count + piece.count
            while received.count < end { received += try #require(try await stream.next()) }
        }
        #expect(try await stream.next() == nil)
        let isWhole = received == Self.whole
        #expect(isWhole, "\(received.count) bytes came")
        // Half a message is on the connection: no other may follow it there.
        #expect(try await transport.send(HTTPRequest(.get, server.url)).status == 204)
        #expect(server.connectionCount == 2)
    }

    @Test(arguments: Moment.allCases, Framing.allCases)
    func `a refusal without a body ends at once`(moment: Moment, framing: Framing) async throws {
        let began = Signal<Void>()
        let answer = Signal<Void>()
        let server = try RawServer { connection in
            _ = connection.readHead()
            if moment == .betweenParts { _ = try connection.readChunk() }
            began.send()
            answer.block()
            try connection.write(framing.head("413 Too Much Yarn", length: 0) + framing.end)
            if framing == .close { connection.endWriting() }
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest()
        let body = moment.body
        async let pending = transport.send(HTTPRequest(.post, server.url, body: .stream(body)))
        await began.next
        try await transport.goRound()
        answer.send()
        let response = try await pending
        #expect(response.status == 413)
        #expect(try await response.body.text.isEmpty)
        await body.cancelled.next
    }

    @Test(arguments: [Framing.length, .chunksAndClose])
    func `a body that is refused is not ended as if it were whole`(framing: Framing) async throws {
        let sawEnd = Signal<Bool>()
        let goOn = Signal<Void>()
        let server = try RawServer { connection in
            _ = connection.readHead()
            _ = try connection.readChunk()
            try connection.write(framing.head("413 Too Much Yarn", length: 4))
            goOn.block()
            try connection.write(framing.piece(Array("yarn".utf8)))
            try connection.write(framing.end)
            do {
                while try connection.readChunk() != nil {}
                sawEnd.send(true)
            } catch {
                sawEnd.send(false)
            }
        }
        let body = ScriptedBody([.part("weft"), .stall])
        let transport = try CurlTransport.forTest()
        let response = try await transport.send(HTTPRequest(.post, server.url, body: .stream(body)))
        try await transport.goRound()
        goOn.send()
        #expect(try await response.body.text == "yarn")
        #expect(await sawEnd.next == false)
    }

    @Test func `a refusal stops a body in one piece too`() async throws {
        let server = try RawServer { connection in
            _ = connection.readHead()
            try connection.write("HTTP/1.1 413 Too Much Yarn\r\nConnection: close\r\nContent-Length: 4\r\n\r\n")
            try connection.write("yarn")
            connection.waitForEnd()
        }
        let body = HTTPBody.bytes(Self.long[...])
        let response = try await CurlTransport.forTest().send(HTTPRequest(.post, server.url, body: body))
        #expect(response.status == 413)
        #expect(try await response.body.text == "yarn")
    }

    @Test func `a server that falls silent in a refusal times out`() async throws {
        let server = try RawServer { connection in
            _ = connection.readHead()
            try connection.write("HTTP/1.1 413 Too Much Yarn\r\nConnection: close\r\nContent-Length: 9\r\n\r\nyarn")
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest { $0.idleTimeout = .seconds(2) }
        let response = try await transport.send(
            HTTPRequest(.post, server.url, body: .stream(ScriptedBody([.part("weft"), .stall]))))
        #expect(await httpError { _ = try await response.body.text }?.code == .timedOut)
    }

    @Test(arguments: [Framing.lengthAndClose, .chunksAndClose, .close])
    func `a complete response that closes the connection ends the exchange`(framing: Framing) async throws {
        let server = try RawServer { connection in
            _ = connection.readHead()
            _ = try connection.readChunk()
            try connection.write(framing.head("200 OK", length: 4))
            try connection.write(framing.piece(Array("yarn".utf8)))
            try connection.write(framing.end)
            if framing == .close { connection.endWriting() }
            connection.waitForEnd()
        }
        let body = ScriptedBody([.part("weft"), .stall])
        let transport = try CurlTransport.forTest()
        let response = try await transport.send(HTTPRequest(.post, server.url, body: .stream(body)))
        #expect(try await response.body.text == "yarn")
        await body.cancelled.next
    }

    @Test func `an expectation that is not met ends the exchange`() async throws {
        let server = try RawServer { connection in
            _ = connection.readHead()
            try connection.write("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n")
            connection.waitForEnd()
        }
        let body = ScriptedBody([.part("weft"), .stall])
        let transport = try CurlTransport.forTest()
        let error = await httpError {
            let response = try await transport.send(
                HTTPRequest(.post, server.url, headers: ["Expect": "100-continue"], body: .stream(body)))
            #expect(response.status == 417)
            _ = try await response.body.text
        }
        #expect(error?.message.contains("Expect") == true)
        await body.cancelled.next
    }
}

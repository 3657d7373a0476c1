import Foundation
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

@testable import TreadleCLI

/// The real sources: a store on disk, and a server's end of the wire without a socket between.
@Suite(.timeLimit(.minutes(1))) struct CallSourceTests {
    /// Lends a data directory, and the configuration of a command that reads it.
    private func withDirectory(_ body: (ClientConfiguration) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "mill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let environment = ["TREADLE_DATA_DIR": directory.path(), "TREADLE_PROJECT": "mill/one"]
        try await body(try ClientConfiguration(reading: SettingSources(environment: environment)))
    }

    private let nobody = ScriptedTransport { _ in throw HTTPError(.unreachable, "no thread leads there") }

    @Test func `without a server the store is read`() async throws {
        try await self.withDirectory { configuration in
            let store = try SQLiteTraceStore(path: configuration.storePath)
            try await store.record([.sample(1), .sample(2, op: "spin")])
            await store.close()
            let source = try await CallSourceOpening(configuration, transport: self.nobody).open()
            let filter = CallFilter(project: "mill/one", op: "spin", rootsOnly: true)

            #expect(source.place == configuration.storePath)
            #expect(try await source.calls(matching: filter.newest(9)).map(\.id) == [Call.id(2)])
        }
    }

    @Test func `without a server and a store it says where it looked`() async throws {
        try await self.withDirectory { configuration in
            let error = try #require(
                await #expect(throws: CommandLineError.self) {
                    _ = try await CallSourceOpening(configuration, transport: self.nobody).open()
                })

            #expect(error.code == .unavailable)
            #expect(error.message.contains("http://127.0.0.1:8080"))
            #expect(error.message.contains(configuration.storePath))
        }
    }

    @Test func `a store that somebody writes to is followed`() async throws {
        try await self.withDirectory { configuration in
            let writer = try SQLiteTraceStore(path: configuration.storePath)
            let reader = try SQLiteTraceStore(reading: configuration.storePath)
            try await writer.record([.sample(1)])
            var looks = 0
            let feed = try await StoreFeed(reader) {
                looks += 1
                try await writer.record(looks == 1 ? [] : [.sample(3), .sample(2)])
            }
            var calls = feed.makeAsyncIterator()

            #expect(try await calls.next()?.id == Call.id(2))
            #expect(try await calls.next()?.id == Call.id(3))
            #expect(looks == 2)
            await reader.close()
            await writer.close()
        }
    }

    @Test func `a server that answers is asked, with the key, and followed`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let feed = CallFeed()
        let responder = ResponderTransport(TraceResponder(store, feed: feed))
        let transport = ScriptedTransport { request in
            let path = String(request.target.dropFirst("http://mill:8080".count))
            guard path != "/health" else { return HTTPResponse(200) }
            var request = request
            request.target = path
            return try await responder.send(request)
        }
        let configuration = try ClientConfiguration(
            reading: SettingSources(environment: [
                "HOME": "/mill", "TREADLE_URL": "http://mill:8080", "TREADLE_API_KEY": "warp-0001",
                "TREADLE_PROJECT": "mill/one",
            ]))
        try await store.record([.sample(1, op: "weave:///mill/one/op/chat:v1"), .sample(2), .sample(3, op: "chat")])
        let source = try await CallSourceOpening(configuration, transport: transport).open()
        var written = ""
        let filter = CallFilter(project: "mill/one", op: "chat", rootsOnly: true)
        var listing = CallListing(filter: filter, limit: 9, form: .table(CallTable(times: .fixed, style: .plain))) {
            written += $0
            // What is stored has been shown: now somebody makes a call, and the server stops.
            if feed.subscriberCount > 0, let call = try? Call.sample(4, op: "chat") {
                feed.publish([call])
                feed.finish()
            }
        }
        try await listing.follow(source)

        #expect(source.place == "http://mill:8080")
        #expect(written.split(separator: "\n").dropFirst().map { $0.suffix(4) } == ["1001", "1003", "1004"])
        let keys = Set(transport.requests.dropFirst().map { $0.headers["Authorization"] ?? "" })
        #expect(keys == ["Basic " + Digest.base64(Array("api:warp-0001".utf8))])
        #expect(transport.requests.first?.headers["Authorization"] == nil)
    }
}

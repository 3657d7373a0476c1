import Synchronization
import Testing
import TreadleHTTP

@Suite struct ServerSentEventReaderTests {
    /// A body of given parts that remembers being given up.
    private final class Parts: HTTPBodyStream {
        private let parts: Mutex<[String]>
        let isCancelled = Mutex(false)

        init(_ parts: [String]) { self.parts = Mutex(parts) }

        func next() async throws -> ArraySlice<UInt8>? {
            self.parts.withLock { $0.isEmpty ? nil : ArraySlice($0.removeFirst().utf8) }
        }

        func cancel() { self.isCancelled.withLock { $0 = true } }
    }

    private func texts(_ body: HTTPBody) async throws -> [String] {
        var reader = ServerSentEventReader(body)
        var texts: [String] = []
        while let event = try await reader.next() { texts.append(event.text) }
        return texts
    }

    @Test func `events come one by one from a stream and from bytes`() async throws {
        let stream = Parts(["data: wa", "rp\n\ndata: weft\n\nda", "ta: yarn\n\n"])
        #expect(try await self.texts(.stream(stream)) == ["warp", "weft", "yarn"])
        #expect(try await self.texts(.text("data: warp\n\ndata: weft\n\n")) == ["warp", "weft"])
        #expect(stream.isCancelled.withLock { $0 } == false)
    }

    @Test func `an event over the limit gives the body up`() async throws {
        let stream = Parts(["data: 12345678901234567890\n\n"])
        var reader = ServerSentEventReader(.stream(stream), limit: 10)
        await #expect(throws: HTTPError.self) { try await reader.next() }
        #expect(stream.isCancelled.withLock { $0 })
    }

    @Test func `a body that ends inside an event shows it`() async throws {
        var reader = ServerSentEventReader(.stream(Parts(["data: wa"])))
        #expect(try await reader.next() == nil)
        #expect(reader.parser.isInsideEvent)
    }
}

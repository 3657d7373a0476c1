import Synchronization
import Testing
import TreadleHTTP

@Suite struct HTTPBodyTests {
    private final class Parts: HTTPBodyStream {
        let parts: Mutex<[ArraySlice<UInt8>]>
        let cancellations = Mutex(0)

        init(_ parts: [ArraySlice<UInt8>]) { self.parts = Mutex(parts) }

        func next() async throws -> ArraySlice<UInt8>? { self.parts.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
        func cancel() { self.cancellations.withLock { $0 += 1 } }
    }

    @Test func `collects up to the limit`() async throws {
        let parts = Parts([[1, 2], [3], [4]])
        #expect(try await HTTPBody.stream(parts).collect(upTo: 4) == [1, 2, 3, 4])
        #expect(try await HTTPBody.bytes([1, 2]).collect(upTo: 2) == [1, 2])
        #expect(try await HTTPBody.stream(Parts([])).collect(upTo: 0) == [])
        #expect(parts.cancellations.withLock { $0 } == 0)
    }

    @Test(arguments: [nil, 5])
    func `over the limit the rest is given up`(length: Int?) async throws {
        let parts = Parts([[1, 2], [3], [4, 5]])
        await #expect {
            try await HTTPBody.stream(parts, length: length).collect(upTo: 4)
        } throws: { error in
            (error as? HTTPError)?.code == .bodyTooLarge && "\(error)".contains("4 bytes")
        }
        #expect(parts.cancellations.withLock { $0 } == 1)
        await #expect(throws: HTTPError.self) { try await HTTPBody.bytes([1, 2]).collect(upTo: 1) }
    }
}

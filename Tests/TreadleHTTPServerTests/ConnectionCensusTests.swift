import Testing

@testable import TreadleHTTPServer

@Suite struct ConnectionCensusTests {
    @Test func `counts in all and by address, up to each limit`() {
        let census = ConnectionCensus(limit: 3, peerLimit: 2)
        #expect(census.admit("10.0.0.1") == .admitted)
        #expect(census.admit("10.0.0.1") == .admitted)
        #expect(census.admit("10.0.0.1") == .peerFull(limit: 2))
        #expect(census.admit("10.0.0.2") == .admitted)
        #expect(census.admit("10.0.0.3") == .full(limit: 3))
        census.release("10.0.0.1")
        #expect(census.admit("10.0.0.1") == .admitted)
    }
}

import Testing

@testable import TreadleHTTPCurl

@Suite struct HaltTests {
    typealias Halt = EasyHandle.Halt

    @Test func `sending goes on after the pass that follows the one that paused it`() {
        var halt = Halt()
        #expect(halt.begin() == true)
        #expect(halt.passed(isPaused: true) == .keep)
        #expect(halt.passed(isPaused: true) == .resume)
    }

    @Test func `each time something comes sending goes on once`() {
        var halt = Halt()
        for _ in 0..<3 {
            #expect(halt.begin() == true)
            #expect(halt.passed(isPaused: true) == .keep)
            #expect(halt.passed(isPaused: true) == .resume)
        }
    }

    @Test func `who is watched is not watched twice`() {
        var halt = Halt()
        #expect(halt.begin() == true)
        #expect(halt.passed(isPaused: true) == .keep)
        #expect(halt.begin() == false)
        #expect(halt.passed(isPaused: true) == .keep)
    }

    @Test func `sending that goes on is watched no more`() {
        var halt = Halt()
        #expect(halt.begin() == true)
        #expect(halt.passed(isPaused: false) == .drop)
        #expect(halt.begin() == true)
    }
}

import Testing

@testable import TreadleHTTPServer

@Suite struct ConnectionTimerTests {
    private static let limits = ConnectionTimer.Limits(header: 100, read: 200, write: 300, idle: 1000)

    private static func counts(_ received: UInt64 = 0, _ acknowledged: UInt64 = 0, outstanding: Bool = false)
        -> () -> ConnectionTimer.Counts?
    {
        { ConnectionTimer.Counts(received: received, acknowledged: acknowledged, hasOutstanding: outstanding) }
    }

    @Test func `the first head counts from the connecting`() {
        var timer = ConnectionTimer(now: 0)
        #expect(timer.verdict(now: 99, limits: Self.limits, counts: Self.counts(5)) == .none)
        #expect(timer.verdict(now: 100, limits: Self.limits, counts: Self.counts(5)) == .refuseHead)
    }

    @Test func `a connection without a byte is cut without a word`() {
        var timer = ConnectionTimer(now: 0)
        #expect(timer.verdict(now: 100, limits: Self.limits, counts: Self.counts(0)) == .cut)
    }

    @Test func `a quiet connection between requests may stay as long as it may idle`() {
        var timer = ConnectionTimer(now: 0)
        timer.idle(now: 10)
        for now in stride(from: 20 as Milliseconds, to: 1010, by: 30) {
            #expect(timer.verdict(now: now, limits: Self.limits, counts: Self.counts(50)) == .none)
            #expect(timer.isIdle)
        }
        #expect(timer.verdict(now: 1010, limits: Self.limits, counts: Self.counts(50)) == .cut)
    }

    @Test func `a later head counts from the look before its first byte`() {
        var timer = ConnectionTimer(now: 0)
        timer.idle(now: 0)
        #expect(timer.verdict(now: 50, limits: Self.limits, counts: Self.counts(50)) == .none)
        #expect(timer.verdict(now: 80, limits: Self.limits, counts: Self.counts(51)) == .none)
        #expect(!timer.isIdle)
        #expect(timer.verdict(now: 149, limits: Self.limits, counts: Self.counts(70)) == .none)
        #expect(timer.verdict(now: 150, limits: Self.limits, counts: Self.counts(90)) == .refuseHead)
    }

    @Test func `a body may pause so long and no longer`() {
        var timer = ConnectionTimer(now: 0)
        timer.body(now: 1000)
        #expect(timer.verdict(now: 1199, limits: Self.limits, counts: { nil }) == .none)
        timer.body(now: 1199)
        #expect(timer.verdict(now: 1398, limits: Self.limits, counts: { nil }) == .none)
        #expect(timer.verdict(now: 1399, limits: Self.limits, counts: { nil }) == .refuseBody)
    }

    @Test func `what is waited for on our side has no limit`() {
        var timer = ConnectionTimer(now: 0)
        timer.wait()
        #expect(timer.verdict(now: 1_000_000, limits: Self.limits, counts: { nil }) == .none)
    }

    @Test func `an answer that is not read is cut, one that is read slowly is not`() {
        var timer = ConnectionTimer(now: 0)
        timer.send(now: 0)
        for step in 1...20 as ClosedRange<Milliseconds> {
            let counts = Self.counts(0, UInt64(step), outstanding: true)
            #expect(timer.verdict(now: step * 100, limits: Self.limits, counts: counts) == .none)
        }
        let stalled = Self.counts(0, 20, outstanding: true)
        #expect(timer.verdict(now: 2299, limits: Self.limits, counts: stalled) == .none)
        #expect(timer.verdict(now: 2300, limits: Self.limits, counts: stalled) == .cut)
    }

    @Test func `nothing outstanding is no stall`() {
        var timer = ConnectionTimer(now: 0)
        timer.send(now: 0)
        for now in stride(from: 100 as Milliseconds, to: 2000, by: 100) {
            #expect(timer.verdict(now: now, limits: Self.limits, counts: Self.counts(0, 7)) == .none)
        }
    }

    @Test func `a peer that was told off has a while to read it`() {
        var timer = ConnectionTimer(now: 0)
        timer.linger(until: 500)
        #expect(timer.verdict(now: 499, limits: Self.limits, counts: { nil }) == .none)
        #expect(timer.verdict(now: 500, limits: Self.limits, counts: { nil }) == .cut)
    }
}

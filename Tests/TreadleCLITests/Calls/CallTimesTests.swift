import Testing
import TreadleCore

@testable import TreadleCLI

@Suite struct CallTimesTests {
    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    @Test(arguments: [
        ("2026-11-20T09:48:45.9Z", "10:48:45"), ("2026-11-19T23:00:00Z", "00:00:00"),
        ("2026-11-19T22:59:59Z", "11-19 23:59"), ("2025-12-31T22:59:59Z", "2025-12-31"),
    ])
    func `a moment of today has its time, one of this year its day, any other its date`(
        moment: String, text: String
    ) throws {
        let times = CallTimes(offset: { _ in 3600 }, now: try self.time("2026-11-20T12:00:00Z"))

        #expect(times.short(try self.time(moment)) == text)
    }

    @Test func `in full it has milliseconds`() throws {
        #expect(CallTimes.fixed.long(try self.time("2026-11-20T09:48:45.123456Z")) == "2026-11-20 09:48:45.123")
    }

    @Test(arguments: [
        (Duration.zero, "0.0 ms"), (.microseconds(449), "0.4 ms"), (.microseconds(9949), "9.9 ms"),
        (.microseconds(9950), "10 ms"), (.microseconds(999_499), "999 ms"), (.microseconds(999_500), "1.0 s"),
        (.milliseconds(59_949), "59.9 s"), (.milliseconds(59_950), "1 m 00 s"), (.seconds(3599), "59 m 59 s"),
        (.milliseconds(3_599_500), "1 h 00 m"), (.seconds(3_600 * 100), "100 h 00 m"), (.seconds(-1), "0.0 ms"),
    ])
    func `a duration has two or three digits that matter`(duration: Duration, text: String) {
        #expect(CallTimes.text(duration) == text)
    }
}

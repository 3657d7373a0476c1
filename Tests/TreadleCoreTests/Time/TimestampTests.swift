import Testing
import TreadleCore

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1), ("1969-12-31T23:59:59.999999Z", -1),
        ("1969-12-31T23:59:59Z", -1_000_000), ("2000-02-29T12:00:00Z", 951_825_600_000_000),
        ("2026-11-20T09:48:45.123456Z", 1_795_168_125_123_456), ("2026-11-20T09:48:45.1Z", 1_795_168_125_100_000),
        ("2026-11-20T09:48:45.1234569Z", 1_795_168_125_123_456), ("2026-11-20t09:48:45z", 1_795_168_125_000_000),
        ("2026-11-20 09:48:45+00:00", 1_795_168_125_000_000), ("2026-11-20T10:48:45+01:00", 1_795_168_125_000_000),
        ("2026-11-20T04:18:45-05:30", 1_795_168_125_000_000), ("2026-11-20T09:48:45-00:00", 1_795_168_125_000_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000_000), ("2100-02-28T00:00:00Z", 4_107_456_000_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000), ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ])
    func `a time is read`(text: String, microseconds: Int64) {
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-11-20", "2026-11-20T09:48:45", "2026-11-20T09:48Z", "2026-1-20T09:48:45Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-11-20T24:00:00Z", "2026-11-20T09:60:00Z", "2026-11-20T09:48:61Z", "2026-11-20T09:48:45.Z",
        "2026-11-20T09:48:45,5Z", "2026-11-20T09:48:45+0100", "2026-11-20T09:48:45+24:00", "2026-11-20T09:48:45+01:60",
        "2026-11-20T09:48:45+01", "2026-11-20T09:48:45ZZ", " 2026-11-20T09:48:45Z", "2026-11-20T09:48:45Z ",
        "2026/11/20T09:48:45Z", "+026-11-20T09:48:45Z", "-026-11-20T09:48:45Z", "12026-11-20T09:48:45Z",
        "２０２６-11-20T09:48:45Z", "2026-11-20T09:48:4\u{0}Z",
    ])
    func `anything else is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [
        "0000-01-01T00:00:00Z", "0000-12-31T23:59:59.999999Z", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
    ])
    func `a time outside the years 1 to 9999 is refused, also where an offset carries it there`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `every day from year 1 to 9999 is written and read back`() {
        var previous = ""
        for day in stride(from: Int64(-719_162), through: 2_932_896, by: 17) {
            let moment = Timestamp(microseconds: day * 86_400_000_000 + 43_200_000_007)
            let text = moment.description
            #expect(Timestamp(text) == moment, "\(text)")
            #expect(text > previous, "\(text)")
            previous = text
        }
    }

    @Test func `a year has a 29 February when it should`() {
        for year in [1600, 1996, 2000, 2004, 2024, 2400] { #expect(Timestamp("\(year)-02-29T00:00:00Z") != nil) }
        for year in [1700, 1800, 1900, 2001, 2023, 2100, 2200] {
            #expect(Timestamp("\(year)-02-29T00:00:00Z") == nil)
        }
    }

    @Test func `what is before 1970 is rounded down, not towards zero`() {
        #expect(Timestamp(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
        #expect(Timestamp(microseconds: -86_400_000_000).description == "1969-12-31T00:00:00.000000Z")
        #expect(Timestamp(microseconds: -86_400_000_001).description == "1969-12-30T23:59:59.999999Z")
    }

    @Test func `no moment at all stops the program`() {
        #expect(Timestamp(microseconds: .min).description == "0001-01-01T00:00:00.000000Z")
        #expect(Timestamp(microseconds: .max).description == "9999-12-31T23:59:59.999999Z")
    }

    @Test func `moments compare and subtract`() {
        let (early, late) = (Timestamp(microseconds: 5), Timestamp(microseconds: 12))
        #expect(early < late)
        #expect(late.since(early) == .microseconds(7))
        #expect(early.since(late) == .microseconds(-7))
        #expect(Timestamp.now > Timestamp("2024-01-01T00:00:00Z") ?? .now)
    }
}

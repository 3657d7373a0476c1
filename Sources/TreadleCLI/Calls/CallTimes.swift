#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import TreadleCore

/// Writes times for people.
struct CallTimes: Sendable {
    /// Seconds east of UTC at a moment.
    let offset: @Sendable (Timestamp) -> Int
    /// What counts as now.
    let now: Timestamp

    /// The time of this machine.
    static var local: CallTimes {
        CallTimes(
            offset: { moment in
                var seconds = time_t(moment.microseconds / 1_000_000)
                var parts = tm()
                localtime_r(&seconds, &parts)
                return parts.tm_gmtoff
            },
            now: .now)
    }

    /// `09:48:45` for today, `11-20 09:48` for this year, `2025-11-20` before.
    func short(_ moment: Timestamp) -> String {
        let (text, today) = (self.shifted(moment), self.shifted(self.now))
        if text.prefix(10) == today.prefix(10) { return String(text.dropFirst(11).prefix(8)) }
        if text.prefix(4) == today.prefix(4) { return text.dropFirst(5).prefix(5) + " " + text.dropFirst(11).prefix(5) }
        return String(text.prefix(10))
    }

    /// `2026-11-20 09:48:45.123`.
    func long(_ moment: Timestamp) -> String {
        let text = self.shifted(moment)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(12)
    }

    /// RFC 3339 of the local time, as if it were UTC.
    private func shifted(_ moment: Timestamp) -> String {
        Timestamp(microseconds: moment.microseconds + Int64(self.offset(moment)) * 1_000_000).description
    }

    /// `0.4 ms`, `812 ms`, `3.4 s`, `2 m 03 s`, `1 h 02 m`.
    static func text(_ duration: Duration) -> String {
        let milliseconds = Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
        if milliseconds < 9.95 { return "\(Self.tenths(max(0, milliseconds))) ms" }
        if milliseconds < 999.5 { return "\(Int(milliseconds.rounded())) ms" }
        if milliseconds < 59_950 { return "\(Self.tenths(milliseconds / 1000)) s" }
        let seconds = Int((milliseconds / 1000).rounded())
        if seconds < 3600 { return "\(seconds / 60) m \(Self.twoDigits(seconds % 60)) s" }
        return "\(seconds / 3600) h \(Self.twoDigits(seconds / 60 % 60)) m"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

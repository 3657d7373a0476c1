internal import Foundation
internal import TreadleCore

/// The clock of a time zone.
struct ZoneClock: Sendable {
    /// The zone by the name that it was asked by, such as `Europe/Lisbon`.
    let name: String
    private let zone: TimeZone?

    init(named name: String) throws(WireRefusal) {
        self.name = name
        if ["UTC", "Etc/UTC", "GMT", "Z"].contains(name) {
            self.zone = nil
            return
        }
        // Only whole names: abbreviations are shared by zones that are hours apart.
        guard name.utf8.contains(UInt8(ascii: "/")), name.utf8.count <= 64, let zone = TimeZone(identifier: name) else {
            throw WireRefusal(400, "timezone must be a name such as UTC or Europe/Lisbon")
        }
        self.zone = zone
    }

    /// How many seconds it is ahead of UTC at a moment.
    func offset(at moment: Timestamp) -> Int {
        let date = Date(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000)
        return self.zone?.secondsFromGMT(for: date) ?? 0
    }
}

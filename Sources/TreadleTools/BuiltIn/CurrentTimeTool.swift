internal import Foundation
public import TreadleCore

/// `get_current_time`: the date and time in any time zone of the IANA database.
public struct CurrentTimeTool: Tool {
    public let name: String = "get_current_time"
    public let description: String = "Current date/time information"
    public let parameters: JSONValue = [
        "type": "object",
        "properties": [
            "timezone": [
                "type": "string", "description": "IANA time zone name, e.g. Europe/Berlin", "default": "UTC",
                "maxLength": 100,
            ]
        ],
        "additionalProperties": false,
    ]
    private let now: @Sendable () -> Timestamp

    /// Makes the tool, with a clock of one's own where that is wanted.
    public init(now: @escaping @Sendable () -> Timestamp = { Timestamp.now }) {
        self.now = now
    }

    public func execute(_ arguments: JSONObject) async throws -> String {
        let name = arguments["timezone"]?.string ?? "UTC"
        guard let (zone, known) = Self.zone(name) else {
            throw ToolError(
                .invalidArguments, "/timezone is not the name of a time zone\(Self.hint(for: name))", path: "/timezone")
        }
        let now = self.now()
        let seconds = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(now.microseconds) / 1e6))
        let local = Timestamp(microseconds: now.microseconds + Int64(seconds) * 1_000_000)
        return "\(local.description.prefix(19))\(Self.offset(seconds)) (\(known))"
    }

    /// The zone and the name it is known by; upper and lower case, spaces and underscores are all the same.
    private static func zone(_ name: String) -> (TimeZone, String)? {
        let folded = Self.fold(name)
        if ["utc", "gmt", "z", "etc/utc"].contains(folded) { return TimeZone(secondsFromGMT: 0).map { ($0, "UTC") } }
        // Only names that are listed: `TimeZone(identifier:)` also takes abbreviations that many zones share.
        guard let known = TimeZone.knownTimeZoneIdentifiers.first(where: { Self.fold($0) == folded }) else {
            guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
            return (zone, name)
        }
        return TimeZone(identifier: known).map { ($0, known) }
    }

    private static func fold(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " ? "_" : $0 })
    }

    /// What might have been meant: a zone of which this is the city.
    private static func hint(for name: String) -> String {
        let wanted = Self.fold(name)
        let guess = TimeZone.knownTimeZoneIdentifiers.first { Self.fold($0).split(separator: "/").last ?? "" == wanted }
        return "; try \(guess ?? "an IANA name such as Europe/Berlin, or UTC")"
    }

    private static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(seconds < 0 ? "-" : "+")\(pad(minutes / 60)):\(pad(minutes % 60))"
    }
}

internal import TreadleCore
internal import TreadleTrace

extension WireObject {
    /// A time as clients of Weave may say it: RFC 3339, also without an offset, which then is UTC; a date; unix seconds.
    /// `nil` where it is missing or null.
    func optionalMoment(_ name: String) throws(WireRefusal) -> Timestamp? {
        guard let value = self[name] else { return nil }
        guard let time = value.queryTime else {
            throw .misfit(self.place(name), "must be a time as in RFC 3339", type: "datetime_parsing")
        }
        return time
    }

    /// Such a time that is to be kept: of the years 1 to 9999, as others could not be told again.
    func optionalKeptMoment(_ name: String) throws(WireRefusal) -> Timestamp? {
        guard let time = try self.optionalMoment(name) else { return nil }
        guard (-62_135_596_800_000_000..<253_402_300_800_000_000).contains(time.microseconds) else {
            throw .misfit(self.place(name), "must be a time of the years 1 to 9999", type: "datetime_parsing")
        }
        return time
    }

    /// Such a time, which must be there.
    func moment(_ name: String) throws(WireRefusal) -> Timestamp {
        guard let time = try self.optionalMoment(name) else {
            throw .misfit(self.place(name), "\(name) is missing", type: "missing")
        }
        return time
    }
}

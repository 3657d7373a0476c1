internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// How large a call may be in a line for a client that cannot read longer ones.
///
/// Weave's Python client takes lines in pieces of 64 bytes and copies what it has with each, so that a line of 20 MB
/// keeps it busy for a quarter of an hour. It is told of large payloads what W&B's server says of them; they are stored
/// whole, and every other client, `/calls/query` and `/call/read` get them so.
struct PayloadBound: Sendable {
    /// What W&B's server bounds a call to: 3.5 MiB.
    static let weave = PayloadBound(bytes: 3_670_016)

    /// What stands in the place of a payload.
    private static let marker = RawJSON(unchecked: [UInt8](utf8: #"{"_weave":{"error":"<EXCEEDS_LIMITS>"}}"#)[...])

    let bytes: Int

    /// The bound for a client; `nil` where it needs none.
    static func bound(for request: HTTPRequest) -> PayloadBound? {
        request.headers["User-Agent"]?.hasPrefix("WeaveTrace/Python") == true ? .weave : nil
    }

    /// The call with its largest payloads left out, as many as have to be.
    func apply(to row: CallRow) -> CallRow {
        guard row.call.payloadBytes > self.bytes else { return row }
        var row = row
        let largestFirst: [(size: Int, leaveOut: (inout Call) -> Void)] = [
            (row.call.inputs.bytes.count, { $0.inputs = Self.marker }),
            (row.call.output?.bytes.count ?? 0, { $0.output = Self.marker }),
            (row.call.attributes.bytes.count, { $0.attributes = Self.marker }),
            (row.call.spanDump?.bytes.count ?? 0, { $0.spanDump = Self.marker }),
        ].sorted { $0.0 > $1.0 }
        for (_, leaveOut) in largestFirst where row.call.payloadBytes > self.bytes { leaveOut(&row.call) }
        return row
    }
}

internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: EncodedCallStore {
    /// Records calls that are in the wire's form: they are sent as they are.
    public func record(_ calls: EncodedCalls) async throws {
        var request = RemoteRequest(.post, "/v2/\(try Self.path(of: calls.projectID))/calls/complete")
        request.contentType = "application/json"
        request.bytes = calls.body
        try await self.exchange(request) { $0.discard() }
    }
}

internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: EncodedCallStore {
    /// Records calls that are in the wire's form: they are sent as they are.
    public func record(_ calls: EncodedCalls) async throws {
        let path = "/v2/\(try Self.path(of: calls.projectID))/calls/complete"
        let answer = try await self.send(
            .post, path, accepting: "application/json", contentType: "application/json", bytes: calls.body)
        answer.discard()
    }
}

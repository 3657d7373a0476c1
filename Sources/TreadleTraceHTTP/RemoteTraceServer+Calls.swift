internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: CallStore {
    /// Records calls; see ``CallStore/record(_:)``.
    ///
    /// A request carries calls of one project: where there are several, those of one are recorded before the next ones
    /// are sent. After an error all of them may be sent again.
    public func record(_ calls: [Call]) async throws {
        for (projectID, batch) in Self.byProject(calls) {
            let capacity = batch.reduce(64) { $0 + $1.approximateSize }
            let body = JSONWriter.object(capacity: capacity) { writer in
                writer.array("batch") { writer in
                    for call in batch {
                        writer.beginObject()
                        call.writeMembers(to: &writer)
                        writer.endObject()
                    }
                }
            }
            let path = "/v2/\(try Self.path(of: projectID))/calls/complete"
            let answer = try await self.send(.post, path, accepting: "application/json", body: body)
            answer.discard()
        }
    }

    /// Calls by project, in the order in which the projects come up.
    private static func byProject(_ calls: [Call]) -> [(projectID: String, calls: [Call])] {
        var groups: [(projectID: String, calls: [Call])] = []
        var places: [ExactText: Int] = [:]
        for call in calls {
            let project = ExactText(call.projectID)
            if let place = places[project] {
                groups[place].calls.append(call)
            } else {
                places[project] = groups.count
                groups.append((call.projectID, [call]))
            }
        }
        return groups
    }

    /// `entity/name` as two path segments.
    private static func path(of projectID: String) throws(TraceError) -> String {
        let parts = projectID.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw TraceError(.invalidRequest, "a project over the wire is entity/name, with both of them")
        }
        return "\(URLText.encode(String(parts[0])))/\(URLText.encode(String(parts[1])))"
    }
}

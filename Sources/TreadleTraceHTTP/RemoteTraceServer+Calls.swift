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

    public func calls(matching query: CallQuery) async throws -> [Call] {
        let request = try self.request(for: query)
        // On the wire an empty list filters nothing; here it finds nothing.
        if query.findsNothing { return [] }
        let body = try await self.send(.post, "/calls/stream_query", accepting: "application/jsonl", body: request)
        var lines = JSONLines(of: body, lineLimit: self.options.callLimit)
        var calls: [Call] = []
        do {
            while let line = try await lines.next() { calls.append(try Call(answer: line)) }
        } catch let error as HTTPError {
            throw self.failure(error)
        } catch let error as CancellationError {
            throw error
        } catch {
            lines.discard()
            throw self.nonsense(error)
        }
        return calls
    }

    private func request(for query: CallQuery) throws(TraceError) -> RawJSON {
        guard let projectID = query.projectID else {
            throw TraceError(.invalidRequest, "a query over the wire must name a project; give one as entity/name")
        }
        return JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.object("filter") { writer in
                writer.list("op_names", query.opNames)
                writer.list("trace_ids", query.traceIDs)
                writer.list("parent_ids", query.parentIDs)
                writer.list("call_ids", query.ids)
                if query.rootsOnly { writer.member("trace_roots_only", true) }
            }
            if let limit = query.limit { writer.member("limit", limit) }
            if query.offset != 0 { writer.member("offset", query.offset) }
            writer.array("sort_by") { writer in
                writer.beginObject()
                writer.member("field", "started_at")
                writer.member("direction", query.order == .oldestFirst ? "asc" : "desc")
                writer.endObject()
            }
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

extension JSONWriter {
    /// Writes a list of texts, if there is one.
    fileprivate mutating func list(_ name: String, _ values: [String]?) {
        guard let values else { return }
        self.array(name) { writer in
            for value in values { writer.write(value) }
        }
    }
}

internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: CallStore {
    /// Records calls; see ``CallStore/record(_:)``.
    ///
    /// A request carries calls of one project: where there are several, those of one are recorded before the next ones
    /// are sent. After an error all of them may be sent again. A call that has not ended is sent as a start.
    public func record(_ calls: [Call]) async throws { try await self.write(calls.map(CallWrite.complete)) }

    /// Records starts, ends and whole calls; see ``CallStore/write(_:)`` and ``record(_:)``.
    public func write(_ writes: [CallWrite]) async throws {
        for (projectID, batch) in Self.byProject(writes) {
            let body: RawJSON
            let path: String
            if batch.allSatisfy(\.isEndedCall) {
                path = "/v2/\(try Self.path(of: projectID))/calls/complete"
                body = Self.completeBatch(batch)
            } else {
                path = "/call/upsert_batch"
                body = Self.upsertBatch(batch)
            }
            // A call is its identifier's: arriving twice, it is one.
            try await self.exchange(RemoteRequest(.post, path, body)) { $0.discard() }
        }
    }

    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        let body = JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.member("call_id", callID)
            writer.member("display_name", displayName ?? "")
        }
        _ = try await self.ask("/call/update", body)
    }

    /// Deletes calls; see ``CallStore/deleteCalls(_:in:)``.
    ///
    /// A request takes a thousand of them: where there are more, some are deleted before the next ones are sent.
    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        var count = 0
        for start in stride(from: 0, to: ids.count, by: 1000) {
            let body = JSONWriter.object { writer in
                writer.member("project_id", projectID)
                writer.array("call_ids") { writer in
                    for id in ids[start..<min(start + 1000, ids.count)] { writer.write(id) }
                }
            }
            guard let deleted = try await self.ask("/calls/delete", body)["num_deleted"]?.integer else {
                throw self.nonsense()
            }
            count += deleted
        }
        return count
    }

    private static func completeBatch(_ batch: [CallWrite]) -> RawJSON {
        JSONWriter.object(capacity: self.capacity(of: batch)) { writer in
            writer.array("batch") { writer in
                for case .complete(let call) in batch {
                    writer.beginObject()
                    call.writeComplete(to: &writer)
                    writer.endObject()
                }
            }
        }
    }

    /// Starts and ends in order. A whole call is both of them: nothing that was said before is left by the two, either.
    private static func upsertBatch(_ batch: [CallWrite]) -> RawJSON {
        JSONWriter.object(capacity: self.capacity(of: batch)) { writer in
            writer.array("batch") { writer in
                for write in batch {
                    switch write {
                    case .complete(let call):
                        self.write("start", to: &writer) { call.writeStart(to: &$0) }
                        if let end = call.end { self.write("end", to: &writer) { end.writeMembers(to: &$0) } }
                    case .start(let call): self.write("start", to: &writer) { call.writeStart(to: &$0) }
                    case .end(let end): self.write("end", to: &writer) { end.writeMembers(to: &$0) }
                    }
                }
            }
        }
    }

    /// Writes one item of `/call/upsert_batch`.
    private static func write(_ mode: String, to writer: inout JSONWriter, _ members: (inout JSONWriter) -> Void) {
        writer.beginObject()
        writer.member("mode", mode)
        writer.object("req") { $0.object(mode, members) }
        writer.endObject()
    }

    private static func capacity(of batch: [CallWrite]) -> Int { batch.reduce(64) { $0 + $1.approximateSize + 256 } }

    /// Writes by project, in the order in which the projects come up.
    private static func byProject(_ writes: [CallWrite]) -> [(projectID: String, writes: [CallWrite])] {
        var groups: [(projectID: String, writes: [CallWrite])] = []
        var places: [ExactText: Int] = [:]
        for write in writes {
            let project = ExactText(write.key.projectID)
            if let place = places[project] {
                groups[place].writes.append(write)
            } else {
                places[project] = groups.count
                groups.append((project.text, [write]))
            }
        }
        return groups
    }

    /// `entity/name` as two path segments.
    static func path(of projectID: String) throws(TraceError) -> String {
        let parts = projectID.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw TraceError(.invalidRequest, "a project over the wire is entity/name, with both of them")
        }
        return "\(URLText.encode(String(parts[0])))/\(URLText.encode(String(parts[1])))"
    }
}

extension CallWrite {
    /// Whether it is a whole call that has ended.
    fileprivate var isEndedCall: Bool {
        if case .complete(let call) = self { call.endedAt != nil } else { false }
    }
}

internal import TreadleCore
public import TreadleTrace

extension RemoteTraceServer: ProjectStore {
    public func statistics(ofProject projectID: String) async throws -> ProjectStatistics {
        let answer = try await self.ask("/project/stats", JSONWriter.object { $0.member("project_id", projectID) })
        func bytes(_ name: String) throws -> Int {
            guard let bytes = answer["\(name)_storage_size_bytes"]?.integer else { throw self.nonsense() }
            return bytes
        }
        return ProjectStatistics(
            traceBytes: try bytes("trace"), objectBytes: try bytes("objects"), tableBytes: try bytes("tables"),
            fileBytes: try bytes("files"))
    }

    public func retentionDays(ofProject projectID: String) async throws -> Int? {
        let body = JSONWriter.object { $0.member("project_id", projectID) }
        let answer = try await self.ask("/project/ttl_settings/read", body)
        guard let days = answer["retention_days"], !days.isNull else { return nil }
        guard let days = days.integer else { throw self.nonsense() }
        return days
    }

    public func setRetentionDays(_ days: Int?, ofProject projectID: String) async throws {
        let body = JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.member("retention_days", days.map { RawJSON(integer: $0) } ?? .null)
        }
        _ = try await self.ask("/project/ttl_settings/update", body)
    }
}

internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: ProjectStore {
    public func statistics(ofProject projectID: String) async throws -> ProjectStatistics {
        try await self.read { connection in
            guard let project = try connection.projectKey(projectID) else { return ProjectStatistics() }
            return try ProjectSizes(connection, project: project).statistics()
        }
    }

    public func retentionDays(ofProject projectID: String) async throws -> Int? {
        try await self.read { connection in
            try connection.projectKey(projectID).flatMap { try connection.retention(ofProject: $0)?.days }
        }
    }

    public func setRetentionDays(_ days: Int?, ofProject projectID: String) async throws {
        let retention = try days.map(Retention.init)
        let project = try await self.write { session in
            let project = try session.projectKey(projectID)
            try session.connection.run(
                "UPDATE projects SET retention_days = \(retention?.days) WHERE key = \(project)")
            return project
        }
        if retention != nil { _ = try await self.removeExpiredCalls(ofProject: project, now: .now) }
    }
}

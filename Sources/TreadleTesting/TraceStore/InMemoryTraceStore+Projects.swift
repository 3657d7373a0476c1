internal import Synchronization
internal import TreadleCore
public import TreadleTrace

extension InMemoryTraceStore: ProjectStore {
    public func statistics(ofProject projectID: String) async throws -> ProjectStatistics {
        self.state.withLock { state in
            ProjectStatistics(
                traceBytes: state.calls.payloadBytes(of: projectID), objectBytes: state.objects.size(in: projectID),
                tableBytes: state.tables.size(in: projectID), fileBytes: state.files.size(in: projectID))
        }
    }

    public func retentionDays(ofProject projectID: String) async throws -> Int? {
        self.state.withLock { $0.projects.retention(of: projectID)?.days }
    }

    public func setRetentionDays(_ days: Int?, ofProject projectID: String) async throws {
        let retention = try days.map(Retention.init)
        self.state.withLock { state in
            state.projects.setRetention(retention, of: projectID)
            if let retention {
                state.calls.forgetCalls(of: projectID, startedBefore: retention.cutoff(at: .now))
            }
        }
    }
}

internal import Synchronization
internal import TreadleCore
public import TreadleTrace

extension InMemoryTraceStore: ProjectStore {
    public func statistics(ofProject projectID: String) async throws -> ProjectStatistics {
        self.state.withLock { state in
            ProjectStatistics(
                traceBytes: state.calls.payloadBytes(of: projectID), objectBytes: state.objectBytes(of: projectID),
                tableBytes: state.tableBytes(of: projectID), fileBytes: state.fileBytes(of: projectID))
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

extension InMemoryTraceStore.State {
    // What the other parts of a project take: each is summed up here once its store can say it.
    fileprivate func objectBytes(of projectID: String) -> Int { 0 }
    fileprivate func tableBytes(of projectID: String) -> Int { 0 }
    fileprivate func fileBytes(of projectID: String) -> Int { 0 }
}

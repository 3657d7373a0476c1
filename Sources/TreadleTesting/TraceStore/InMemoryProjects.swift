internal import TreadleTrace

/// The projects of a store in memory.
struct InMemoryProjects: Sendable {
    private var retentions: [ExactText: Retention] = [:]

    /// For how long a project keeps its calls; `nil` means for good.
    func retention(of projectID: String) -> Retention? { self.retentions[ExactText(projectID)] }

    mutating func setRetention(_ retention: Retention?, of projectID: String) {
        self.retentions[ExactText(projectID)] = retention
    }
}

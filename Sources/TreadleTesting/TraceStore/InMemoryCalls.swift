internal import TreadleTrace

/// The calls of a store in memory.
struct InMemoryCalls: Sendable {
    private struct Key: Hashable {
        var project: ExactText
        var id: ExactText
    }

    private var stored: [Key: Call] = [:]

    mutating func record(_ calls: [Call]) {
        for call in calls { self.stored[Key(project: ExactText(call.projectID), id: ExactText(call.id))] = call }
    }

    /// The calls that can be read.
    var readable: some Sequence<Call> { self.stored.values }
}

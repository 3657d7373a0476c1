/// Which members of calls an answer has; the others are there without a value.
package struct CallColumns: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let id = CallColumns(rawValue: 1 << 0), projectID = CallColumns(rawValue: 1 << 1)
    package static let opName = CallColumns(rawValue: 1 << 2), displayName = CallColumns(rawValue: 1 << 3)
    package static let traceID = CallColumns(rawValue: 1 << 4), parentID = CallColumns(rawValue: 1 << 5)
    package static let threadID = CallColumns(rawValue: 1 << 6), turnID = CallColumns(rawValue: 1 << 7)
    package static let startedAt = CallColumns(rawValue: 1 << 8), endedAt = CallColumns(rawValue: 1 << 9)
    package static let exception = CallColumns(rawValue: 1 << 10), userID = CallColumns(rawValue: 1 << 11)
    package static let attributes = CallColumns(rawValue: 1 << 12), inputs = CallColumns(rawValue: 1 << 13)
    package static let output = CallColumns(rawValue: 1 << 14), summary = CallColumns(rawValue: 1 << 15)
    package static let runID = CallColumns(rawValue: 1 << 16), runStep = CallColumns(rawValue: 1 << 17)
    package static let runStepEnd = CallColumns(rawValue: 1 << 18), deletedAt = CallColumns(rawValue: 1 << 19)
    package static let expiresAt = CallColumns(rawValue: 1 << 20), storageSize = CallColumns(rawValue: 1 << 21)
    package static let totalStorageSize = CallColumns(rawValue: 1 << 22)

    /// All of them.
    package static let all = CallColumns(rawValue: 1 << 23 - 1)
    /// Those that every answer has.
    package static let always: CallColumns = [.id, .projectID, .traceID, .opName, .startedAt]
    /// The summary, and what it is worked out of.
    package static let summaryAndSources: CallColumns = [.summary, .endedAt, .exception, .displayName]

    private static let byName: [String: CallColumns] = [
        "id": .id, "project_id": .projectID, "op_name": .opName, "display_name": .displayName, "trace_id": .traceID,
        "parent_id": .parentID, "thread_id": .threadID, "turn_id": .turnID, "started_at": .startedAt,
        "ended_at": .endedAt, "exception": .exception, "wb_user_id": .userID, "attributes": .attributes,
        "inputs": .inputs, "output": .output, "summary": .summaryAndSources, "wb_run_id": .runID,
        "wb_run_step": .runStep, "wb_run_step_end": .runStepEnd, "deleted_at": .deletedAt, "expire_at": .expiresAt,
        "storage_size_bytes": .storageSize, "total_storage_size_bytes": .totalStorageSize,
    ]

    /// Their names on the wire.
    package var names: [String] { Self.byName.filter { self.isSuperset(of: $0.value) }.keys.sorted() }

    /// What a name on the wire asks for; of a path into JSON, such as `inputs.loom`, all of the column.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/unprocessable`` for a name that is not known.
    package init(path: String) throws(TraceError) {
        if let columns = Self.byName[path] {
            self = columns
            return
        }
        let root = String(path.prefix { $0 != "." })
        guard QueryFieldCatalog.calls.jsonColumns.contains(root), let columns = Self.byName[root] else {
            throw TraceError(.unprocessable, "is not the name of a column")
        }
        self = columns
    }

    /// The large parts of calls that are among them.
    package var payloads: CallPayloads {
        var payloads: CallPayloads = []
        if self.contains(.attributes) { payloads.insert(.attributes) }
        if self.contains(.inputs) { payloads.insert(.inputs) }
        if self.contains(.output) { payloads.insert(.output) }
        return payloads
    }
}

/// How many bytes a project's parts take.
public struct ProjectStatistics: Sendable, Hashable {
    /// Payloads of calls; values of objects; rows of tables; content of files.
    public var traceBytes, objectBytes, tableBytes, fileBytes: Int

    /// Makes statistics.
    public init(traceBytes: Int = 0, objectBytes: Int = 0, tableBytes: Int = 0, fileBytes: Int = 0) {
        self.traceBytes = traceBytes
        self.objectBytes = objectBytes
        self.tableBytes = tableBytes
        self.fileBytes = fileBytes
    }
}

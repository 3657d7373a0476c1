/// When a write to the store counts as done.
package enum StoreDurability: String, Sendable, CaseIterable {
    /// Survives the end of the process; the machine's end may take the last moments with it.
    case normal
    /// Survives the machine's end too, for a flush of the disk per write.
    case full
}

extension Settings {
    package static let trace = Setting(
        "TREADLE_TRACE", .boolean, default: "true", in: .traces, "Record every request, model call and tool call")
    package static let dataDirectory = Setting(
        "TREADLE_DATA_DIR", .path, default: "~/.local/share/treadle", in: .traces,
        "Where calls are kept; by default $XDG_DATA_HOME/treadle where XDG_DATA_HOME is set")
    package static let project = Setting(
        "TREADLE_PROJECT", .project, default: "treadle/era", in: .traces,
        "Project that calls are recorded under, as entity/name")
    package static let sync = Setting(
        "TREADLE_SYNC", .choice(StoreDurability.self), default: StoreDurability.normal.rawValue, in: .traces,
        "What stored calls survive: normal the end of the process, full a power cut too, for a disk flush per write"
    )
    package static let spoolBytes = Setting(
        "TREADLE_SPOOL_BYTES", .integer(1_048_576...1_099_511_627_776), default: "1073741824", in: .traces,
        "Disk space for calls that wait to be stored")

    static let traceEntries = [
        Self.trace.entry, Self.dataDirectory.entry, Self.project.entry, Self.sync.entry, Self.spoolBytes.entry,
    ]
}

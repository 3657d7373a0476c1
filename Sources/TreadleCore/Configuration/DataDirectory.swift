/// Where things lie on disk, for the server that writes them and the commands that read them.
package enum DataDirectory {
    /// The file of the embedded store.
    package static func storePath(in directory: String) -> String { "\(directory)/calls.sqlite" }

    /// The directory for calls that wait to be stored.
    package static func spoolPath(in directory: String) -> String { "\(directory)/spool" }
}

extension SettingsReader {
    /// The data directory: as set, else by the XDG base directories.
    ///
    /// The working directory is no default: `treadle calls` must find what a server wrote that was started elsewhere.
    mutating func dataDirectory(environment: [String: String]) -> String {
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let set = self.valueIfSet(of: Settings.dataDirectory)
        // A relative XDG_DATA_HOME is to be ignored, says its specification.
        if set == nil, let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            return Self.path(data) + "/treadle"
        }
        let path = set ?? Settings.dataDirectory.entry.defaultText ?? ""
        guard path == "~" || path.hasPrefix("~/") else { return Self.path(path) }
        guard let home else {
            self.note("TREADLE_DATA_DIR must be set to a path without \"~\", because HOME is not set")
            return path
        }
        return Self.path(home + path.dropFirst())
    }

    /// A path without slashes at its end.
    private static func path(_ text: String) -> String {
        var path = text[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}

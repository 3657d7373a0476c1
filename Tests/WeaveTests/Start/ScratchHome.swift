import Foundation

/// A home directory of its own.
struct ScratchHome: ~Copyable {
    let path: String

    init() throws {
        self.path = FileManager.default.temporaryDirectory.appending(path: "weave-home-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: self.path) }

    /// Writes a file below it.
    func write(_ name: String, _ contents: String, mode: Int = 0o600) throws {
        let path = "\(self.path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(contents.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}

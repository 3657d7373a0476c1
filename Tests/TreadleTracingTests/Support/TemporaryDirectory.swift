import Foundation

/// A directory of a test's own, taken away with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        self.path = NSTemporaryDirectory() + "weave-tests-" + UUID().uuidString
    }

    deinit { try? FileManager.default.removeItem(atPath: self.path) }

    /// The names of the segments in it, sorted.
    var segments: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: self.path)) ?? []).filter { $0.hasSuffix(".calls") }
            .sorted()
    }

    func bytes(of name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: "\(self.path)/\(name)")))
    }

    func write(_ bytes: some Collection<UInt8>, to name: String) throws {
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: "\(self.path)/\(name)"))
    }

    /// Writes over a file's bytes, and leaves it the file it is.
    func overwrite(_ bytes: [UInt8], in name: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(self.path)/\(name)"))
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}

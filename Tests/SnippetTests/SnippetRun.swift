import Foundation
import TreadleTesting
import TreadleCore

/// What came of a program of the documentation.
struct SnippetRun {
    /// What it printed, line by line.
    let lines: [String]
    /// The calls that had arrived at its server at the end, in the order of their starts.
    let calls: [RawJSON]
    let status: Int32
    /// What it said on standard error, which tells why it failed.
    let errors: String

    /// Runs some of them in one process, one after the other.
    init(_ names: String...) async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "snippets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        var environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("WANDB_") && !$0.key.hasPrefix("WEAVE_") && !$0.key.hasPrefix("TREADLE_")
        }
        environment["HOME"] = home.path
        environment["XDG_STATE_HOME"] = nil
        environment["SWIFT_BACKTRACE"] = "enable=yes,color=no,timeout=10s,images=none"
        let output = home.appending(path: "output")
        let errors = home.appending(path: "errors")
        for file in [output, errors] { try Data().write(to: file) }
        let (outputHandle, errorsHandle) = (
            try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: errors)
        )
        let process = try ChildProcess(
            Self.program.path, names, environment: environment, output: outputHandle.fileDescriptor,
            errors: errorsHandle.fileDescriptor)
        self.status = await process.status() ?? -1
        try outputHandle.close()
        try errorsHandle.close()
        self.errors = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        let lines = String(decoding: try Data(contentsOf: output), as: UTF8.self).split(separator: "\n").map(
            String.init)
        self.lines = Array(lines.prefix { $0 != "---" })
        self.calls = try lines.dropFirst(self.lines.count + 1).map { try RawJSON($0) }
    }

    /// The names of the ops that were called.
    var ops: [String] { self.calls.map(Self.op) }

    /// The calls of an op.
    func calls(of op: String) -> [RawJSON] { self.calls.filter { Self.op($0) == op } }

    /// An op's name, which is within a reference where its code was kept.
    private static func op(_ call: RawJSON) -> String {
        let name = call["op"]?.string ?? ""
        guard name.hasPrefix("weave:"), let last = name.split(separator: "/").last else { return name }
        return String(last.prefix { $0 != ":" })
    }

    /// It lies beside the tests.
    private static var program: URL {
        var directory = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: directory.appending(path: "WeaveSnippets").path),
            directory.pathComponents.count > 1
        {
            directory.deleteLastPathComponent()
        }
        return directory.appending(path: "WeaveSnippets")
    }
}

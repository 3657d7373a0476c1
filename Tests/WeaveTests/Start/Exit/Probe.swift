import Foundation
import TreadleTesting

/// A run of `WeaveProbe`.
final class Probe: Sendable {
    /// How a process ended.
    struct End: Equatable {
        /// The exit status, or the number of the signal.
        let status: Int32
        let isSignal: Bool

        static func exit(_ status: Int32) -> End { End(status: status, isSignal: false) }
        static func signal(_ number: Int32) -> End { End(status: number, isSignal: true) }
    }

    private let process: ChildProcess
    private let reading: FileHandle
    private let output: AsyncStream<Data>

    /// Starts it.
    init(_ arguments: [String], environment: [String: String]) throws {
        let pipe = Pipe()
        // Another probe that is started now must not hold this one's output open.
        for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
            _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
        self.process = try ChildProcess(
            Self.executable.path, arguments, environment: environment,
            output: pipe.fileHandleForWriting.fileDescriptor, errors: FileHandle.nullDevice.fileDescriptor)
        try pipe.fileHandleForWriting.close()
        let (output, writing) = AsyncStream.makeStream(of: Data.self)
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            guard data.isEmpty else { return _ = writing.yield(data) }
            handle.readabilityHandler = nil
            writing.finish()
        }
        self.reading = pipe.fileHandleForReading
        self.output = output
    }

    deinit { self.process.send(SIGKILL) }

    /// It lies beside the tests.
    private static var executable: URL {
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var directory = tests.deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: directory.appending(path: "WeaveProbe").path),
            directory.pathComponents.count > 1
        {
            directory.deleteLastPathComponent()
        }
        return directory.appending(path: "WeaveProbe")
    }

    /// Returns when it has written a line, which is the first one.
    func firstLine() async -> String {
        var text = Data()
        for await data in self.output {
            text.append(data)
            if text.contains(UInt8(ascii: "\n")) { break }
        }
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Returns when it has closed its output.
    func wholeOutput() async -> String {
        var text = Data()
        for await data in self.output { text.append(data) }
        return String(decoding: text, as: UTF8.self)
    }

    func send(_ number: Int32) { self.process.send(number) }

    /// Waits for its end.
    func end() async -> End? {
        guard let status = await self.process.status() else { return nil }
        // As the macros of sys/wait.h read it.
        return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }
}

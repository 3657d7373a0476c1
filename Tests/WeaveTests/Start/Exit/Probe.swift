import Foundation
import Synchronization

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

    let processIdentifier: Int32
    private let process: Mutex<Process>
    private let output: AsyncStream<Data>
    private let ends: AsyncStream<End>

    /// Starts it.
    init(_ arguments: [String], environment: [String: String]) throws {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        let (output, writing) = AsyncStream.makeStream(of: Data.self)
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            guard data.isEmpty else { return _ = writing.yield(data) }
            handle.readabilityHandler = nil
            writing.finish()
        }
        let (ends, ending) = AsyncStream.makeStream(of: End.self)
        process.terminationHandler = { process in
            ending.yield(End(status: process.terminationStatus, isSignal: process.terminationReason == .uncaughtSignal))
            ending.finish()
        }
        try process.run()
        self.processIdentifier = process.processIdentifier
        self.process = Mutex(process)
        self.output = output
        self.ends = ends
    }

    deinit { self.process.withLock { if $0.isRunning { kill($0.processIdentifier, SIGKILL) } } }

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

    func send(_ number: Int32) { kill(self.processIdentifier, number) }

    /// Waits for its end.
    func end() async -> End? {
        var ends = self.ends.makeAsyncIterator()
        return await ends.next()
    }
}

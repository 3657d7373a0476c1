import Foundation
import Synchronization
import Weave

/// Each starts, makes as many calls as its first argument says, and ends in its own way. Nothing is delivered on the
/// way there: the batcher waits for an hour.
extension WeaveProbe {
    /// Returns from main, without a flush.
    @Sendable static func returnFromMain(_ arguments: [String]) async throws { try await Self.trace(arguments) }

    /// Calls `exit(3)` on a thread of the cooperative pool.
    @Sendable static func exitWithThree(_ arguments: [String]) async throws {
        try await Self.trace(arguments)
        await Task.detached { () -> Void in exit(3) }.value
    }

    /// Keeps every thread of the cooperative pool busy, and calls `exit(3)`.
    @Sendable static func exitWhileBusy(_ arguments: [String]) async throws {
        try await Self.trace(arguments)
        let threads = ProcessInfo.processInfo.activeProcessorCount
        for _ in 0..<threads {
            Task.detached {
                spinning.add(1, ordering: .relaxed)
                while spinning.load(ordering: .relaxed) > 0 {}
            }
        }
        // Not in a task of the pool: this one goes on on the main thread.
        while spinning.load(ordering: .relaxed) < threads { sched_yield() }
        exit(3)
    }

    /// Says that it is ready, and waits for a signal.
    @Sendable static func waitForSignals(_ arguments: [String]) async throws {
        try await Self.trace(arguments)
        try await Self.waitForEver()
    }

    /// Has a handler of its own for SIGTERM, which exits with 7 at once, and does as the one before.
    @Sendable static func handleTheSignalItself(_ arguments: [String]) async throws {
        signal(SIGTERM) { _ in _exit(7) }
        try await Self.trace(arguments)
        try await Self.waitForEver()
    }

    /// Delivers what an earlier process left, and says how many calls that were.
    @Sendable static func replay(_ arguments: [String]) async throws {
        let session = try await Weave.start("mill/looms")
        try await Weave.flush(timeout: .seconds(30))
        await Weave.finish()
        print(session.counts.stored)
    }

    /// Starts and traces.
    private static func trace(_ arguments: [String]) async throws {
        var options = Weave.Options()
        options.batching.interval = .seconds(3600)
        options.exitTimeout = .milliseconds(arguments.dropFirst().first.flatMap { Int($0) } ?? 30_000)
        try await Weave.start("mill/looms", options: options)
        for number in 0..<(arguments.first.flatMap { Int($0) } ?? 0) {
            withCall("weave_cloth", inputs: RawJSON(["number": .integer(number)])) { _ in }
        }
    }

    private static func waitForEver() async throws {
        // Not print: its buffer is written at the end, which is what is tested.
        FileHandle.standardOutput.write(Data("ready\n".utf8))
        while true { try await Task.sleep(for: .seconds(3600)) }
    }
}

/// How many tasks keep a thread busy.
private let spinning = Atomic(0)

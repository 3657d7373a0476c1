internal import Foundation
internal import Synchronization

/// A program that was started, and its end.
///
/// Not Foundation's `Process`: when several of them end at about the same time on Linux, it sometimes misses one.
package final class ChildProcess: Sendable {
    /// The program could not be started.
    package struct Failure: Error {
        /// What the system says, an `errno`.
        package let number: Int32
    }

    private let identifier: Int32
    /// Whether its end was taken note of, so that the number may be another process's.
    private let isGone = Mutex(false)
    private let statuses: AsyncStream<Int32>

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - arguments: What it is given, its own name aside.
    ///   - environment: All of its environment.
    ///   - output: The file descriptor that becomes its standard output.
    ///   - errors: The file descriptor that becomes its standard error.
    package init(
        _ path: String, _ arguments: [String], environment: [String: String], output: Int32, errors: Int32
    ) throws(Failure) {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        let words = ([path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + variables { free(text) } }
        var identifier: pid_t = 0
        let number = posix_spawn(&identifier, path, &actions, nil, words + [nil], variables + [nil])
        guard number == 0 else { throw Failure(number: number) }
        let (statuses, ending) = AsyncStream.makeStream(of: Int32.self)
        self.identifier = identifier
        self.statuses = statuses
        Thread.detachNewThread {
            ending.yield(self.waitForEnd())
            ending.finish()
        }
    }

    private func waitForEnd() -> Int32 {
        var end = siginfo_t()
        while waitid(P_PID, id_t(self.identifier), &end, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        return self.isGone.withLock { isGone in
            isGone = true
            var status: Int32 = 0
            while waitpid(self.identifier, &status, 0) < 0, errno == EINTR {}
            return status
        }
    }

    /// Sends it a signal, while it is there.
    package func send(_ signal: Int32) {
        self.isGone.withLock { if !$0 { _ = kill(self.identifier, signal) } }
    }

    /// Waits for its end and returns what `waitpid` says of it; to be asked once. `nil` when the task is cancelled.
    package func status() async -> Int32? {
        for await status in self.statuses { return status }
        return nil
    }
}

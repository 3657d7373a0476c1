import Foundation

/// Runs a program to its end.
///
/// Not with Foundation's `Process`: when several of them end at about the same time on Linux, it sometimes misses one.
enum ChildProcess {
    struct Failure: Error { let number: Int32 }

    /// Runs a program and returns what `waitpid` says of its end; what it prints goes to files.
    static func run(
        _ program: URL, _ arguments: [String], environment: [String: String], output: URL, errors: URL
    ) async throws -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let words = ([program.path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        let number = posix_spawn(&pid, program.path, &actions, nil, words + [nil], variables + [nil])
        guard number == 0 else { throw Failure(number: number) }
        let child = pid
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
                continuation.resume(returning: status)
            }
        }
    }
}

import Foundation
import Weave

extension WeaveProbe {
    /// Many tasks make sure that tracing has started, and each makes a call; then it is ended and started again.
    ///
    /// Says how many sessions there were at first, and whether calls were traced at first, after the end and again.
    @Sendable static func ensureStarted(_ arguments: [String]) async throws {
        let sessions = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let session = try await Weave.ensureStarted("mill/looms")
                    withCall("weave_cloth") { _ in }
                    return ObjectIdentifier(session)
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        let first = Tracer.current.isEnabled
        await Weave.finish()
        let ended = Tracer.current.isEnabled
        withCall("weave_cloth") { _ in }
        let again = try await Weave.start("mill/looms")
        let isSame = try await Weave.start("mill/looms") === again && Weave.session === again
        print(sessions.count, first, ended, Tracer.current.isEnabled, isSame)
        await Weave.finish()
        print(Weave.session == nil)
    }
}

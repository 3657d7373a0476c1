import Testing
import TreadleTrace

@Suite struct FeedbackKindTests {
    @Test(arguments: [
        ("wandb.reaction.1", FeedbackKind.reaction), ("wandb.note.1", .note), ("wandb.reaction.2", .other),
        ("wandb.annotation.weft", .annotation("weft")), ("wandb.annotation.a.b", .annotation("a.b")),
        ("wandb.runnable.weave_scorer", .runnable("weave_scorer")), ("wandb.agent_monitor", .agentMonitor),
        ("wandb.agent_monitor.7", .agentMonitor), ("wandb.agent_user_feedback", .agentUser), ("mill.rating", .other),
        ("織機", .other),
    ])
    func `a type's name tells its kind`(type: String, kind: FeedbackKind) throws {
        #expect(try FeedbackKind(type: type) == kind)
    }

    @Test(arguments: [
        "", "wandb.annotation", "wandb.annotation.", "wandb.annotations.x", "wandb.runnable", "wandb.runnable.",
        "wandb.runnables",
    ])
    func `a name without what it needs is refused`(type: String) {
        let error = #expect(throws: TraceError.self) { _ = try FeedbackKind(type: type) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `a name is bounded`() throws {
        let longest = String(repeating: "w", count: FeedbackKind.maximumTypeLength)
        #expect(try FeedbackKind(type: longest) == .other)
        #expect(throws: TraceError.self) { _ = try FeedbackKind(type: longest + "w") }
    }
}

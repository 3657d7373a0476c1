import Testing

@testable import Weave

/// In a process of its own: a process has one session.
@Suite(.timeLimit(.minutes(1))) struct WeaveStartTests {
    @Test func `the process's session is started once, ended and started again`() async throws {
        try await ListeningMill.with { mill in
            let output = try await mill.output(of: ["ensure"])
            #expect(output == "1 true false true true\ntrue\n")
            #expect(try await mill.counts()[0] == 100)
        }
    }
}

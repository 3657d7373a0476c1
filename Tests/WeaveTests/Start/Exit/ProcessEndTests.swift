import Foundation
import Testing
import TreadleTrace

@testable import Weave

/// With programs that are run: a process ends once.
@Suite(.timeLimit(.minutes(2))) struct ProcessEndTests {
    @Test func `a program that returns from main delivers`() async throws {
        try await ListeningMill.with { (mill) throws in
            #expect(try await mill.end(of: ["return", "987"]) == .exit(0))
            #expect(try await mill.counts() == [987, 987])
        }
    }

    @Test func `a program that calls exit delivers, and exits as it said`() async throws {
        try await ListeningMill.with { (mill) throws in
            #expect(try await mill.end(of: ["exit", "12"]) == .exit(3))
            #expect(try await mill.counts() == [12, 12])
        }
    }

    @Test func `a program whose threads for tasks are all busy delivers`() async throws {
        try await ListeningMill.with { (mill) throws in
            #expect(try await mill.end(of: ["exit-busy", "12"]) == .exit(3))
            #expect(try await mill.counts() == [12, 12])
        }
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `a signal that ends a program lets it deliver, and ends it`(number: Int32) async throws {
        try await ListeningMill.with { mill in
            let probe = try mill.run(["wait", "12"])
            #expect(await probe.firstLine() == "ready")
            probe.send(number)
            #expect(await probe.end() == .signal(number))
            #expect(try await mill.counts() == [12, 12])
        }
    }

    @Test func `a program that is killed has its calls delivered by the next one, once`() async throws {
        try await ListeningMill.with { mill in
            let probe = try mill.run(["wait", "987"])
            #expect(await probe.firstLine() == "ready")
            #expect(try await mill.counts() == [0, 0])
            probe.send(SIGKILL)
            #expect(await probe.end() == .signal(SIGKILL))
            #expect(try await mill.counts() == [0, 0])
            #expect(try await mill.firstLine(of: ["replay"]) == "987")
            #expect(try await mill.counts() == [987, 987])
            #expect(try await mill.firstLine(of: ["replay"]) == "0")
        }
    }

    @Test func `a program whose server does not answer ends all the same, and keeps its calls`() async throws {
        try await ListeningMill.with(isStalled: true) { (mill) throws in
            #expect(try await mill.end(of: ["return", "12", "50"]) == .exit(0))
            let probe = try mill.run(["wait", "12", "50"])
            #expect(await probe.firstLine() == "ready")
            probe.send(SIGTERM)
            #expect(await probe.end() == .signal(SIGTERM))
            #expect(try await mill.counts() == [0, 0])
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a second signal does not wait, be it another one`(second: Int32) async throws {
        try await ListeningMill.with(isStalled: true) { mill in
            let probe = try mill.run(["wait", "12", "3600000"])
            #expect(await probe.firstLine() == "ready")
            probe.send(SIGTERM)
            // It delivers, so it has had the first one.
            var stalls = mill.stalls.makeAsyncIterator()
            await stalls.next()
            probe.send(second)
            #expect(await probe.end() == .signal(second))
        }
    }

    @Test func `a signal that the program handles stays the program's`() async throws {
        try await ListeningMill.with { mill in
            let probe = try mill.run(["handle", "12"])
            #expect(await probe.firstLine() == "ready")
            probe.send(SIGTERM)
            #expect(await probe.end() == .exit(7))
            #expect(try await mill.counts() == [0, 0])
            #expect(try await mill.firstLine(of: ["replay"]) == "12")
        }
    }
}

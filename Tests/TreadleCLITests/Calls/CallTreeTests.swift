import Testing
import TreadleTrace

@testable import TreadleCLI

@Suite struct CallTreeTests {
    private func lines(_ calls: [Call]) -> [String] {
        CallTree(calls).nodes.map { $0.branch + $0.call.id.suffix(1) }
    }

    @Test func `calls stand beneath the one they were made in, siblings by their start`() throws {
        let calls = [
            try Call.sample(1, start: 0), try .sample(2, parent: 1, start: 20), try .sample(3, parent: 1, start: 10),
            try .sample(4, parent: 3, start: 12), try .sample(5, parent: 4, start: 13),
            try .sample(6, parent: 3, start: 14),
        ]

        #expect(self.lines(calls.reversed()) == ["1", "├─ 3", "│  ├─ 4", "│  │  └─ 5", "│  └─ 6", "└─ 2"])
    }

    @Test func `a call whose parent is not there stands at the root`() throws {
        #expect(self.lines([try .sample(1), try .sample(2, parent: 9)]) == ["1", "2"])
    }

    @Test func `calls that are each other's parents are shown once`() throws {
        let calls = [try Call.sample(1, parent: 2), try .sample(2, parent: 1), try .sample(3, parent: 3)]

        #expect(self.lines(calls).sorted() == ["1", "3", "└─ 2"])
    }

    @Test func `a trace may be deep`() throws {
        let calls = try (0..<5000).map { try Call.sample($0, parent: $0 == 0 ? nil : $0 - 1) }

        #expect(CallTree(calls).nodes.count == 5000)
    }
}

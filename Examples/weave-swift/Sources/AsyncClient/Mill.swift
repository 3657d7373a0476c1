import Weave

/// What is woven.
struct Pattern: Codable, Sendable, Equatable {
    var name: String
    var width: Double
}

/// A service that traces itself, whoever uses it.
struct Mill: Sendable {
    /// The custom name, the display name, and one for each call, made of its inputs.
    let weave = Op(
        "weave_piece", inputs: "item", displayName: "Weave a piece",
        callDisplayName: { (item: String) in "Weaving \(item)" }
    ) { (item: String) async throws -> String in
        guard item != "torn warp" else { throw Torn() }
        try await Task.sleep(for: .milliseconds(10))
        return "\(item), woven"
    }

    struct Torn: Error, CustomStringConvertible {
        var description: String { "the warp is torn" }
    }

    /// All of them at the same time, each in its own call beneath this one's.
    func process(_ items: [String]) async throws -> [String] {
        try await withCall("process_many_items", inputs: ["items": items]) { _ in
            try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for (index, item) in items.enumerated() {
                    group.addTask { (index, try await self.weave(item)) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
            }
        }
    }
}

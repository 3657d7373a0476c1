internal import TreadleCore
internal import TreadleTrace

/// Shows calls, and then those that follow: newest last, next to the prompt and to what comes next.
struct CallListing {
    /// How calls are written.
    enum Form {
        case table(CallTable)
        /// A line of JSON each.
        case json

        mutating func lines(for calls: [Call]) -> String {
            switch self {
            case .json: return calls.map(\.line).joined()
            case .table(var table):
                let lines = table.lines(for: calls)
                self = .table(table)
                return lines
            }
        }
    }

    private let filter: CallFilter
    private let limit: Int
    private var form: Form
    private let write: (String) -> Void
    private var shown = RecentIdentifiers()

    init(filter: CallFilter, limit: Int, form: Form, write: @escaping (String) -> Void) {
        self.filter = filter
        self.limit = limit
        self.form = form
        self.write = write
    }

    /// Writes the newest calls, oldest first, and says how many there were.
    mutating func show(from source: any CallSource) async throws -> Int {
        let calls = try await source.calls(matching: self.filter.newest(self.limit))
        self.add(calls.reversed())
        return calls.count
    }

    /// Writes the newest calls, and each that ends from then on, until the source or the task ends.
    ///
    /// It may be called again with another source; what was written is not written again.
    mutating func follow(_ source: any CallSource) async throws {
        // The feed first: a call that ends while the others are asked for is in both, and in neither otherwise.
        let feed = try await source.feed()
        _ = try await self.show(from: source)
        for try await call in feed where self.filter.matches(call) { self.add([call]) }
    }

    private mutating func add(_ calls: [Call]) {
        var new: [Call] = []
        for call in calls where self.shown.insert(call.id) { new.append(call) }
        let lines = self.form.lines(for: new)
        if !lines.isEmpty { self.write(lines) }
    }
}

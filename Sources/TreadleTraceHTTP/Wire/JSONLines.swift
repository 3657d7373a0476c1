internal import TreadleCore
internal import TreadleHTTP

/// Reads a body of JSON lines; empty lines are passed over.
struct JSONLines {
    private var lines: LineReader

    init(of body: HTTPBody, lineLimit: Int) {
        self.lines = LineReader(of: body, lineLimit: lineLimit)
    }

    mutating func next() async throws -> RawJSON? {
        while let line = try await self.lines.next() {
            if !line.isEmpty { return try RawJSON(line, limits: .wire) }
        }
        return nil
    }

    func discard() { self.lines.discard() }
}

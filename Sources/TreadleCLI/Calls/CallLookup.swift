internal import TreadleTrace

/// Finds one call by its identifier, or by the beginning or the end of it.
struct CallLookup {
    let source: any CallSource
    let project: String

    private static let pageSize = 200
    /// How far back a part of an identifier is looked for.
    static let reach = 10_000

    /// Finds the call.
    ///
    /// - Throws: ``CommandLineError`` with ``CommandLineError/Code/notFound`` when there is none, or more than one.
    func call(_ id: String) async throws -> Call {
        let exact = CallQuery(projectID: self.project, ids: [id], limit: 1)
        if let call = try await self.source.calls(matching: exact).first { return call }
        guard id.count >= 4 else {
            throw CommandLineError(.notFound, "there is no call \"\(id)\"; a part of an identifier needs 4 characters")
        }
        // A whole UUID is no part of another.
        let found = id.count < 36 ? try await self.newestMatches(of: id.lowercased()) : []
        guard let call = found.first else {
            throw CommandLineError(
                .notFound,
                "there is no call \"\(id)\" in \(self.project), from \(self.source.place); "
                    + "`treadle calls --all` lists those that there are")
        }
        guard found.count == 1 else {
            let some = found.prefix(5).map { "  \($0.id)  \($0.traceName)".onOneLine }.joined(separator: "\n")
            throw CommandLineError(.notFound, "\"\(id)\" could be any of \(found.count) calls, such as\n\(some)")
        }
        return call
    }

    /// The matches on the first page from the newest that has any: what begins alike was made at about the same time.
    private func newestMatches(of part: String) async throws -> [Call] {
        for offset in stride(from: 0, to: Self.reach, by: Self.pageSize) {
            let calls = try await self.source.calls(
                matching: CallQuery(
                    projectID: self.project, order: .newestFirst, limit: Self.pageSize, offset: offset))
            let found = calls.filter { call in
                let id = call.id.lowercased()
                return id.hasPrefix(part) || id.hasSuffix(part)
            }
            if !found.isEmpty || calls.count < Self.pageSize { return found }
        }
        return []
    }
}

internal import TreadleCore
internal import TreadleTrace

/// Looks up what an answer tells about calls beside what their own store has, for many calls at a time.
struct CallEnrichment: Sendable {
    /// Calls looked at together: what refs refer to may be large, and is held until they are written.
    static let batchSize = 100

    private let server: any TraceServer
    private let projectID: String
    private let answer: CallAnswer
    private let username: @Sendable (String) -> String
    /// The prices in force; worked out once for all calls.
    private let prices: PriceBook?

    init(
        of answer: CallAnswer, in projectID: String, from server: any TraceServer,
        username: @escaping @Sendable (String) -> String
    ) async throws {
        self.server = server
        self.projectID = projectID
        self.answer = answer
        self.username = username
        self.prices = answer.includesCosts ? try await server.priceBook(of: projectID) : nil
    }

    /// What is to be written of each call.
    func enrich(_ rows: some Collection<CallRow>) async throws -> [(row: CallRow, extras: CallExtras)] {
        var rows = Array(rows)
        let expansion = RefReplacement(at: self.answer.expandedPlaces, in: self.projectID, from: self.server)
        // What a call cost is worked out of its own summary, whatever refs in it stand for.
        let costs = rows.map { self.costs(of: $0.call) }
        try await expansion.apply(to: &rows)
        let feedback = self.answer.includesFeedback ? try await self.feedback(on: rows) : [:]
        return rows.enumerated().map { index, row in
            var extras = CallExtras()
            extras.costs = costs[index]
            if self.answer.includesFeedback { extras.feedback = feedback[ExactText(row.call.id)] ?? Self.none }
            extras.hasUsername = self.answer.includesUsernames
            extras.username = row.call.userID.map(self.username)
            return (row, extras)
        }
    }

    private static let none = RawJSON(unchecked: [UInt8](utf8: "[]")[...])

    private func costs(of call: Call) -> RawJSON? {
        self.prices.flatMap { CallCosts(summary: call.summary, startedAt: call.startedAt, prices: $0).json }
    }

    /// The feedback on calls by their identifiers, each a list of rows as `/feedback/query` answers them.
    private func feedback(on rows: [CallRow]) async throws -> [ExactText: RawJSON] {
        var ids: [ExactText: ExactText] = [:]
        for row in rows {
            ids[ExactText("weave:///\(self.projectID)/call/\(row.call.id)")] = ExactText(row.call.id)
        }
        guard !ids.isEmpty else { return [:] }
        var query = FeedbackQuery(projectID: self.projectID)
        query.weaveRefs = ids.keys.map(\.text)
        var lists: [ExactText: JSONWriter] = [:]
        for item in try await self.server.feedback(matching: query) {
            guard let id = ids[ExactText(item.weaveRef)] else { continue }
            if lists[id] == nil {
                lists[id] = JSONWriter()
                lists[id]?.beginArray()
            }
            lists[id]?.write(item.wire())
        }
        return lists.mapValues { list in
            var list = list
            list.endArray()
            return list.raw
        }
    }
}

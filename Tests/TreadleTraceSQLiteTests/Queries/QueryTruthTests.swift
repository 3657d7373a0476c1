import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

/// SQL says of each call what evaluation says: true, false, and unknown, which no query can tell from false.
@Suite struct QueryTruthTests {
    private static let seeds: [UInt64] = Array(1...4)

    /// Calls with feedback on them, and a store that has both.
    private struct World {
        var rows: [CallQueryRow] = []
        let store: SQLiteTraceStore

        init(_ generator: inout QueryGenerator) async throws {
            self.store = try SQLiteTraceStore(path: ":memory:")
            for index in 0..<24 {
                let call = generator.call("\(index)")
                let feedback = (0..<(index % 4)).map { generator.feedback("\(index)-\($0)", on: call) }
                self.rows.append(CallQueryRow(call, feedback: feedback))
            }
            try await self.store.record(self.rows.map(\.call))
            let feedback = self.rows.flatMap { row in row.feedback.map { (row.call.id, $0) } }
            try await self.store.write { session in
                let project = try session.projectKey("mill/looms")
                for (callID, item) in feedback {
                    try session.connection.run(
                        """
                        INSERT INTO feedback
                            (project, id, weave_ref, call_id, feedback_type, payload, created_at, details)
                        VALUES (\(project), \(item.id), \(item.weaveRef), \(callID), \(item.feedbackType),
                            \(item.payload), \(item.createdAt), \(item.details))
                        """)
                }
            }
        }

        /// What SQL says of each call, by identifier.
        func truths(of expression: QueryExpression) async throws -> [String: Bool?] {
            let condition = try QueryCondition(expression, fields: CallFields()).sql
            return try await self.store.read { connection in
                let statement = try connection.prepare(
                    "SELECT calls.id, \(condition) FROM calls JOIN call_payloads ON call_payloads.key = calls.key")
                var truths: [String: Bool?] = [:]
                while try statement.step() {
                    truths[statement.text(at: 0)] = .some(statement.optionalInteger(at: 1).map { $0 != 0 })
                }
                return truths
            }
        }
    }

    @Test(arguments: seeds)
    func `a condition is as true in SQL as it is in memory`(seed: UInt64) async throws {
        var generator = QueryGenerator(seed: seed)
        let world = try await World(&generator)
        let evaluation = QueryEvaluation()
        for _ in 0..<200 {
            let expression = generator.condition(depth: 3)
            let truths = try await world.truths(of: expression)
            for row in world.rows {
                let expected = evaluation.truth(of: expression, for: row)
                guard truths[row.call.id] != .some(expected) else { continue }
                Issue.record("\(expression) is \(truths[row.call.id] as Any), not \(expected as Any), of \(row)")
                return
            }
        }
    }

    @Test(arguments: seeds)
    func `calls come in the same order`(seed: UInt64) async throws {
        var generator = QueryGenerator(seed: seed)
        let world = try await World(&generator)
        let evaluation = QueryEvaluation()
        for round in 0..<60 {
            let sort = (0..<2).map { QuerySort(generator.field(), isDescending: (round + $0).isMultiple(of: 2)) }
            let expected = world.rows.sorted { left, right in
                sort.precedes(evaluation.keys(of: left, for: sort), evaluation.keys(of: right, for: sort))
                    ?? ((ExactText(left.call.id) < ExactText(right.call.id)) == sort.breaksTiesUpwards)
            }
            var query = CallQuery(projectID: "mill/looms")
            query.sort = sort
            let found = try await world.store.calls(matching: query).map(\.id)
            guard found == expected.map(\.call.id) else {
                Issue.record("\(sort) gives \(found), not \(expected.map(\.call.id))")
                return
            }
        }
    }
}

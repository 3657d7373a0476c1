import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// Every store finds what the one in memory finds, which is simple enough to be read beside the document.
@Suite struct RandomQueryTests {
    private static let project = QueryWorld.project

    @Test(arguments: [Backend.sqlite, .remoteMemory, .remoteSQLite], 0..<3)
    func `any condition finds the same everywhere`(backend: Backend, seed: Int) async throws {
        var random = RandomQuery(seed: UInt64(seed))
        let calls = (0..<40).map { random.call("\($0)") }
        let memory = try await QueryWorld(calls: calls).store(in: .memory)
        let store = try await QueryWorld(calls: calls).store(in: backend)
        for _ in 0..<80 {
            let condition = random.condition()
            guard try await self.differs(condition, memory, store) else { continue }
            let smallest = try await self.smallest(condition, memory, store)
            var query = CallQuery(projectID: Self.project, expression: smallest)
            query.expression = smallest
            let (expected, found) = (await self.answer(query, from: memory), await self.answer(query, from: store))
            Issue.record(
                """
                \(smallest.wire) in \(backend), seed \(seed): expected \(expected), found \(found); \
                \(self.difference(expected, found, calls))
                """)
            return
        }
    }

    @Test(arguments: [Backend.sqlite, .remoteMemory, .remoteSQLite], 100..<103)
    func `any order is the same everywhere`(backend: Backend, seed: Int) async throws {
        var random = RandomQuery(seed: UInt64(seed))
        let calls = (0..<60).map { random.call("\($0)") }
        let memory = try await QueryWorld(calls: calls).store(in: .memory)
        let store = try await QueryWorld(calls: calls).store(in: backend)
        for number in 0..<40 {
            var query = CallQuery(projectID: Self.project, limit: number % 2 == 0 ? nil : 7, offset: number % 3 * 4)
            query.sort = random.sort()
            query.order = number % 5 == 0 ? .newestFirst : .oldestFirst
            let (expected, found) = (await self.answer(query, from: memory), await self.answer(query, from: store))
            #expect(found == expected, "\(query.sort?.wire.text ?? "") in \(backend), seed \(seed)")
        }
    }

    /// What a query finds, or how it is refused.
    private enum Answer: Equatable {
        case ids([String])
        case refused(TraceError.Code?)
    }

    private func answer(_ query: CallQuery, from store: any TraceServer) async -> Answer {
        do { return .ids(try await store.calls(matching: query).map(\.id)) } catch {
            return .refused((error as? TraceError)?.code)
        }
    }

    private func differs(
        _ condition: QueryExpression, _ memory: any TraceServer, _ store: any TraceServer
    ) async throws -> Bool {
        let query = CallQuery(projectID: Self.project, expression: condition)
        return await self.answer(query, from: memory) != self.answer(query, from: store)
    }

    /// The smallest part of a condition that still tells the stores apart.
    private func smallest(
        _ condition: QueryExpression, _ memory: any TraceServer, _ store: any TraceServer
    ) async throws -> QueryExpression {
        for part in condition.smaller where try await self.differs(part, memory, store) {
            return try await self.smallest(part, memory, store)
        }
        return condition
    }

    /// A call that only one of the answers has.
    private func difference(_ expected: Answer, _ found: Answer, _ calls: [Call]) -> String {
        guard case .ids(let expected) = expected, case .ids(let found) = found else { return "" }
        let call = calls.first { expected.contains($0.id) != found.contains($0.id) }
        return call.map { "\($0.wire())" } ?? ""
    }
}

extension QueryExpression {
    /// Conditions that are a little smaller than this one.
    fileprivate var smaller: [QueryExpression] {
        switch self {
        case .all(let operands), .any(let operands):
            return operands.flatMap(\.conditions) + operands.map { .all([$0]) }.filter { $0 != self }
                + operands.indices.compactMap { index in
                    var fewer = operands
                    fewer.remove(at: index)
                    guard !fewer.isEmpty else { return nil }
                    if case .all = self { return .all(fewer) }
                    return .any(fewer)
                }
        case .negation(let operand): return operand.conditions
        case .comparison(let comparison, let left, let right):
            return left.conditions + right.conditions + [left, right].flatMap(\.asConditions)
                + left.simpler.map { .comparison(comparison, $0, right) }
                + right.simpler.map { .comparison(comparison, left, $0) }
        case .membership(let operand, let literals):
            return operand.conditions + (literals.count > 1 ? literals.map { .membership(operand, [$0]) } : [])
                + operand.simpler.map { .membership($0, literals) }
        case .containment(let input, let substring, let ignoringCase):
            return input.conditions + substring.conditions
                + input.simpler.map { .containment($0, substring: substring, ignoringCase: ignoringCase) }
                + substring.simpler.map { .containment(input, substring: $0, ignoringCase: ignoringCase) }
        }
    }
}

extension QueryOperand {
    /// The operations in it.
    fileprivate var conditions: [QueryExpression] {
        switch self {
        case .expression(let expression): [expression]
        case .conversion(let operand, _): operand.conditions
        case .literal, .field: []
        }
    }

    /// What is converted, as conditions.
    fileprivate var asConditions: [QueryExpression] {
        guard case .conversion = self else { return [] }
        return [.all([self])]
    }

    fileprivate var simpler: [QueryOperand] {
        guard case .conversion(let operand, let target) = self else { return [] }
        return [operand] + operand.simpler.map { .conversion($0, to: target) }
    }
}

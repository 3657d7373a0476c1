import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

/// How deep and how wide a condition may be, against SQLite's own limits on parsing, depth and values.
@Suite struct QueryDepthTests {
    private static let name = QueryOperand.field(.column("op_name", .text))
    private static let x = QueryOperand.field(.json(column: "inputs", path: [.init("x")]))
    private static let isWarp = QueryOperand.expression(.comparison(.equal, name, .literal(.text("warp"))))
    private static let isOne = QueryOperand.expression(.comparison(.equal, x, .literal(.number(JSONNumber(1)))))

    /// Ways to wrap a condition without changing what it says about the call that is stored.
    enum Wrapping: String, CaseIterable {
        case not, notAnd = "not, and", andOr = "and, or", wide, wideLast = "wide, the deep one last"
        case equal = "equal to true", converted, text = "the text true", mixed

        /// One level more, or two where `isOne` does not say.
        func wrap(_ operand: QueryOperand, level: Int) -> QueryOperand {
            let isEven = level.isMultiple(of: 2)
            let expression: QueryExpression
            switch self {
            case .not: expression = .negation(operand)
            case .notAnd: expression = isEven ? .negation(operand) : .all([isOne, operand])
            case .andOr: expression = isEven ? .all([isOne, operand]) : .any([.literal(.boolean(false)), operand])
            case .wide: expression = .all([operand] + Array(repeating: isOne, count: 20))
            case .wideLast: expression = .all(Array(repeating: isWarp, count: 20) + [operand])
            case .equal: expression = .comparison(.equal, .literal(.boolean(true)), operand)
            case .converted: return isEven ? .conversion(operand, to: .boolean) : .expression(.all([operand]))
            case .text:
                expression =
                    isEven ? .all([operand]) : .comparison(.equal, .literal(.text("true")), operand)
            case .mixed:
                switch level % 5 {
                case 0: expression = .negation(operand)
                case 1: expression = .any([isOne, operand])
                case 2: expression = .all([operand, isWarp])
                case 3: expression = .comparison(.greaterOrEqual, operand, .literal(.boolean(false)))
                default: return .conversion(operand, to: .string)
                }
            }
            return .expression(expression)
        }
    }

    /// A condition of so many levels.
    private static func expression(_ wrapping: Wrapping, depth: Int) -> QueryExpression {
        var operand = isOne
        for level in 0..<depth - 2 { operand = wrapping.wrap(operand, level: level) }
        return .all([operand])
    }

    private func store() async throws -> SQLiteTraceStore {
        let store = try SQLiteTraceStore(path: ":memory:")
        var call = Call.stub("1", op: "warp")
        call.inputs = try RawJSON(#"{"x": 1}"#)
        try await store.record([call])
        return store
    }

    @Test(arguments: Wrapping.allCases)
    func `a condition may nest to the limit and no deeper`(wrapping: Wrapping) async throws {
        let store = try await self.store()
        let limit = QueryExpression.maximumDepth
        var query = CallQuery(
            projectID: "mill/looms", expression: Self.expression(wrapping, depth: limit))
        _ = try await store.calls(matching: query)

        query.expression = Self.expression(wrapping, depth: limit + 1)
        let error = await #expect(throws: TraceError.self) { _ = try await store.calls(matching: query) }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: [true, false])
    func `thousands of conditions in a row are no depth`(isAnd: Bool) async throws {
        let store = try await self.store()
        let operands = (0..<9000).map { number in
            isAnd || number == 8000
                ? Self.isOne
                : QueryOperand.expression(.comparison(.equal, Self.x, .literal(.number(JSONNumber(number + 2)))))
        }
        let query = CallQuery(projectID: "mill/looms", expression: isAnd ? .all(operands) : .any(operands))
        #expect(try await store.calls(matching: query).count == 1)
    }

    @Test func `a list may hold thousands, up to the limit on values`() async throws {
        let store = try await self.store()
        var query = CallQuery(projectID: "mill/looms")
        for count in [5000, 31_000] {
            let numbers = (1...count).map { QueryLiteral.number(JSONNumber($0)) }
            query.expression = .membership(Self.x, numbers)
            #expect(try await store.calls(matching: query).count == 1)
            query.expression = .membership(Self.x, Array(numbers.dropFirst()))
            #expect(try await store.calls(matching: query).isEmpty)
        }
        query.expression = .membership(Self.x, (0...CallSelection.maximumValues).map { .number(JSONNumber($0)) })
        let error = await #expect(throws: TraceError.self) { _ = try await store.calls(matching: query) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `filters may hold thousands of values, up to the limit`() async throws {
        let store = try await self.store()
        let names = (0..<15_000).map { "weft-\($0)" } + ["warp"]
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms", opNames: names)).count == 1)
        let patterns = (0..<3000).map { "weave:///mill/looms/op/weft\($0):*" } + ["warp"]
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms", opNames: patterns)).count == 1)

        let ids = (0..<31_000).map { "\($0)" }
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms", ids: ids)).count == 1)
        let tooMany = ids + (0..<2000).map { "x\($0)" }
        let error = await #expect(throws: TraceError.self) {
            _ = try await store.calls(matching: CallQuery(projectID: "mill/looms", ids: tooMany))
        }
        #expect(error?.code == .invalidRequest)
    }
}

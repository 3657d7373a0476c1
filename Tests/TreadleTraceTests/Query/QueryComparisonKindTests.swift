import Testing
import TreadleCore
import TreadleTrace

@Suite struct QueryComparisonKindTests {
    /// What each operand asks for, in the order in which the rules come.
    private static let operands: [(QueryOperand, QueryComparisonKind)] = [
        (.literal(.null), .null),
        (.field(.column("started_at", .time)), .time),
        (.literal(.number(JSONNumber(1))), .number),
        (.field(.column("wb_run_step", .integer)), .number),
        (.field(.computed(.latencyMilliseconds)), .number),
        (.conversion(.literal(.null), to: .double), .number),
        (.conversion(.literal(.text("x")), to: .integer), .number),
        (.literal(.boolean(true)), .boolean),
        (.conversion(.field(.column("started_at", .time)), to: .boolean), .boolean),
        (.conversion(.literal(.null), to: .exists), .boolean),
        (.expression(.membership(.literal(.null), [])), .boolean),
        (.literal(.text("1")), .text),
        (.field(.column("op_name", .text)), .text),
        (.field(.computed(.status)), .text),
        (.field(.computed(.traceName)), .text),
        (.field(.absent("annotation_queue_items.queue_id")), .text),
        (.field(.feedback(type: nil, .runnableRef)), .text),
        (.field(.feedback(type: "a", .triggerRef)), .text),
        (.conversion(.literal(.number(JSONNumber(1))), to: .string), .text),
        (.literal(.json(.emptyObject)), .json),
        (.field(.json(column: "inputs", path: [])), .asIs),
        (.field(.feedback(type: nil, .payload([]))), .asIs),
    ]

    @Test func `the first rule that one of them asks for decides`() {
        for (index, (operand, kind)) in Self.operands.enumerated() {
            for (other, _) in Self.operands[index...] {
                #expect(QueryComparisonKind(operand, other) == kind)
                #expect(QueryComparisonKind(other, operand) == kind)
            }
        }
    }

    @Test func `what counts as the empty text without a value`() {
        let field = QueryOperand.field(.json(column: "inputs", path: []))
        #expect(field.isEmptyTextWithoutValue)
        #expect(QueryOperand.conversion(field, to: .string).isEmptyTextWithoutValue)
        #expect(QueryOperand.field(.feedback(type: nil, .runnableRef)).isEmptyTextWithoutValue)
        #expect(!QueryOperand.conversion(field, to: .double).isEmptyTextWithoutValue)
        #expect(!QueryOperand.field(.column("op_name", .text)).isEmptyTextWithoutValue)
        #expect(!QueryOperand.literal(.null).isEmptyTextWithoutValue)
    }
}

import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct QueryConditionTests {
    private static let secret = "o'hare\" \\ ; DROP TABLE calls"
    private static let name = QueryField.column("display_name", .text)
    private static let deep = QueryField.json(column: "inputs", path: [.init(secret)])

    private func condition(_ expression: QueryExpression) throws -> SQL {
        try QueryCondition(expression, fields: CallFields()).sql
    }

    private static let expressions: [QueryExpression] = [
        .comparison(.equal, .field(name), .literal(.text(secret))),
        .comparison(.less, .field(deep), .literal(.text(secret))),
        .comparison(.equal, .field(deep), .literal(.json(RawJSON(.array([.string(secret)]))))),
        .comparison(.equal, .field(deep), .field(deep)),
        .membership(.field(deep), [.text(secret), .text("a"), .null, .number(JSONNumber(7))]),
        .containment(.field(deep), substring: .literal(.text(secret)), ignoringCase: true),
        .comparison(.equal, .field(.feedback(type: secret, .payload([.init(secret)]))), .literal(.text(secret))),
        .all([.conversion(.field(deep), to: .exists), .expression(.negation(.literal(.text(secret))))]),
    ]

    @Test(arguments: expressions)
    func `nothing of a query stands in the text`(expression: QueryExpression) throws {
        let sql = try self.condition(expression)
        #expect(!sql.text.contains("hare") && !sql.text.contains("DROP") && !sql.text.contains("7"))
        #expect(sql.text.count { $0 == "?" } == sql.values.count)
    }

    @Test(arguments: [
        (QueryExpression.comparison(.equal, .field(name), .literal(.text("x"))), "calls.display_name = ?"),
        (
            .comparison(.lessOrEqual, .literal(.number(JSONNumber(5))), .field(.column("started_at", .time))),
            "? <= calls.started_at"
        ),
        (.membership(.field(name), [.text("x"), .text("y")]), "calls.display_name IN (?, ?)"),
        (.membership(.field(name), [.text("x")]), "calls.display_name = ?"),
        (.membership(.field(name), []), "FALSE"),
        (.comparison(.equal, .field(name), .literal(.null)), "calls.display_name IS NULL"),
        (
            .comparison(.equal, .field(.column("wb_run_step", .integer)), .literal(.number(JSONNumber(5)))),
            "calls.run_step = ?"
        ),
    ])
    func `columns are compared bare`(expression: QueryExpression, text: String) throws {
        #expect(try self.condition(expression).text == text)
    }

    @Test func `parentheses stand where they must`() throws {
        let name = QueryOperand.field(Self.name)
        let x = QueryOperand.expression(.comparison(.equal, name, .literal(.text("x"))))
        let below = QueryOperand.expression(.comparison(.less, name, .literal(.text("x"))))
        let either = QueryOperand.expression(.any([x, below]))
        let (a, b) = ("calls.display_name = ?", "calls.display_name < ?")
        // Texts that may be missing are not wrapped: a column without a value is unknown.
        #expect(try self.condition(.all([either, x])).text == "((\(a) OR \(b)) AND \(a))")
        #expect(try self.condition(.any([.expression(.all([x, below])), x])).text == "(\(a) AND \(b) OR \(a))")
        #expect(try self.condition(.negation(either)).text == "(\(a) OR \(b)) = 0")
        #expect(try self.condition(.negation(.expression(.negation(x)))).text == "\(a) = 0 = 0")
        #expect(
            try self.condition(.comparison(.less, x, .literal(.boolean(true)))).text == "(\(a)) < ?")
        #expect(try self.condition(.comparison(.equal, .literal(.boolean(true)), x)).text == "\(a) = ?")
    }

    @Test func `a time that is none is refused`() throws {
        let started = QueryOperand.field(.column("started_at", .time))
        for literal in [QueryLiteral.text("yesterday"), .boolean(true), .json(.emptyObject)] {
            let error = #expect(throws: TraceError.self) {
                try self.condition(.comparison(.less, started, .literal(literal)))
            }
            #expect(error?.code == .invalidRequest)
            #expect(throws: TraceError.self) { try self.condition(.membership(started, [literal])) }
        }
    }
}

internal import TreadleTrace

/// Which columns a query holds to given values, and to how many of them: what its index is chosen by.
struct CallPins {
    /// The columns that an index leads to.
    enum Column: String, CaseIterable {
        case id, trace = "trace_id", parent = "parent_id", thread = "thread_id", turn = "turn_id", run = "wb_run_id"
        case user = "wb_user_id"
    }

    private var counts: [Column: Int] = [:]
    /// The names that a condition holds the op to.
    private(set) var opNames: [String]?

    init(_ query: CallQuery) {
        let lists: [(Column, [String]?)] = [
            (.id, query.ids), (.trace, query.traceIDs), (.parent, query.parentIDs), (.thread, query.threadIDs),
            (.turn, query.turnIDs), (.run, query.runIDs), (.user, query.userIDs),
        ]
        for (column, values) in lists {
            if let values { self.pin(column, to: values.count) }
        }
        if let expression = query.expression { self.pin(by: expression) }
    }

    /// How many values a column may have; `nil` for any.
    subscript(_ column: Column) -> Int? { self.counts[column] }

    private mutating func pin(_ column: Column, to count: Int) {
        self.counts[column] = min(self.counts[column] ?? .max, count)
    }

    /// Pins what a condition pins that must hold as a whole.
    private mutating func pin(by expression: QueryExpression) {
        switch expression {
        case .all(let operands):
            for case .expression(let part) in operands { self.pin(by: part) }
        case .comparison(.equal, .field(.column(let name, .text)), .literal(.text(let text))),
            .comparison(.equal, .literal(.text(let text)), .field(.column(let name, .text))):
            self.pin(name, to: [text])
        case .comparison(.equal, .field(.column(let name, .text)), .literal(.null)),
            .comparison(.equal, .literal(.null), .field(.column(let name, .text))):
            // Of the columns that may have no value only this one's index holds those that have none.
            if Column(rawValue: name) == .parent { self.pin(.parent, to: 1) }
        case .membership(.field(.column(let name, .text)), let literals):
            let texts = literals.compactMap { if case .text(let text) = $0 { text } else { nil } }
            if !texts.isEmpty, texts.count == literals.count { self.pin(name, to: texts) }
        default: break
        }
    }

    private mutating func pin(_ name: String, to texts: [String]) {
        if let column = Column(rawValue: name) {
            self.pin(column, to: texts.count)
        } else if name == "op_name", !texts.contains(where: OpNameCondition.isPattern) {
            self.opNames = texts
        }
    }
}

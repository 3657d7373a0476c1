internal import TreadleCore
internal import TreadleTrace

extension Connection {
    /// Functions of JSON and a path: what lies there, read as conditions read it. NULL where there is no such value.
    func defineJSONFunctions() throws(SQLiteError) {
        try self.define("treadle_number", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.value(at: 0)?.queryNumber)
        }
        try self.define("treadle_boolean", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.value(at: 0)?.queryBoolean)
        }
        try self.define("treadle_text", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.value(at: 0)?.queryText)
        }
        // Microseconds.
        try self.define("treadle_time", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.value(at: 0)?.queryTime?.microseconds)
        }
        try self.define("treadle_exists", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.value(at: 0) != nil)
        }
        // A text that equal values share.
        try self.define("treadle_canonical", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            // Checked again, for its depth: what follows goes as deep as the value does.
            call.answer(call.value(at: 0).flatMap { try? RawJSON($0.bytes) }?.canonicalText)
        }
        // How two values lie to each other: -1, 0, 1; NULL for values of different kinds.
        try self.define("treadle_compare", argumentCount: 4) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            guard let left = call.value(at: 0), let right = call.value(at: 2) else { return call.answerNothing() }
            call.answer(left.queryOrder(to: right))
        }
        // What rows are sorted by: SQLite puts numbers before texts.
        try self.define("treadle_key", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            switch call.value(at: 0)?.querySortKey {
            case .number(let number): call.answer(number)
            case .text(let text): call.answer(text.text)
            case nil: call.answerNothing()
            }
        }
        // The same for rows that are sorted from the largest to the smallest, numbers still before texts.
        try self.define("treadle_mirrored_key", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            switch call.value(at: 0)?.querySortKey {
            case .number(let number): call.answer(number.mirrored)
            case .text(let text): call.answer(blob: text.mirrored)
            case nil: call.answerNothing()
            }
        }
    }
}

extension RawJSON {
    /// -1, 0 or 1 for two values of one kind; `nil` for others, and for lists and objects.
    fileprivate func queryOrder(to other: RawJSON) -> Int64? {
        func order<Value: Comparable>(_ left: Value?, _ right: Value?) -> Int64? {
            guard let left, let right else { return nil }
            return left < right ? -1 : right < left ? 1 : 0
        }
        switch (self.kind, other.kind) {
        case (.number, .number): return order(self.queryNumber, other.queryNumber)
        case (.string, .string): return order(self.string.map(ExactText.init), other.string.map(ExactText.init))
        case (.boolean, .boolean):
            return order(self.queryBoolean.map { $0 ? 1 : 0 }, other.queryBoolean.map { $0 ? 1 : 0 })
        default: return nil
        }
    }
}

extension QueryNumber {
    /// The number on the other side of zero: in the order of these, numbers come from the largest to the smallest.
    fileprivate var mirrored: QueryNumber {
        switch self {
        case .integer(.min): .double(0x1p63)
        case .integer(let integer): .integer(-integer)
        case .double(let double): .double(-double)
        }
    }
}

extension ExactText {
    /// Bytes whose order is that of texts from the largest to the smallest.
    fileprivate var mirrored: [UInt8] {
        // UTF-8 has no byte above 0xF4. A text's end comes behind every byte: the longer text is the larger one.
        self.text.utf8.map { 0xFE - $0 } + [0xFF]
    }
}

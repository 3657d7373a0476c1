internal import TreadleCore
internal import TreadleTrace

extension Connection {
    /// Functions of columns' values and of each other's. NULL where there is no such value.
    func defineValueFunctions() throws(SQLiteError) {
        // The number that a text spells.
        try self.define("treadle_number_of", argumentCount: 1) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.utf8(at: 0).flatMap { QueryNumber(spelling: $0) })
        }
        // A number's shortest spelling.
        try self.define("treadle_text_of", argumentCount: 1) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.number(at: 0)?.text)
        }
        // A number without its fraction.
        try self.define("treadle_truncated", argumentCount: 1) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.number(at: 0)?.truncated)
        }
        // The time, in microseconds, that a text or unix seconds say.
        try self.define("treadle_time_of", argumentCount: 1) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            let time =
                call.number(at: 0).map { Timestamp(unixSeconds: $0) }
                ?? call.utf8(at: 0).flatMap { Timestamp(queryText: String(decoding: $0, as: UTF8.self)) }
            call.answer(time?.microseconds)
        }
        // Unix seconds of a time in microseconds.
        try self.define("treadle_seconds", argumentCount: 1) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.integer(at: 0).map { Timestamp(microseconds: $0).unixSeconds })
        }
        // A time in microseconds as the wire shows it.
        try self.define("treadle_time_text", argumentCount: 1) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.integer(at: 0).map { Timestamp(microseconds: $0).description })
        }
        try self.define("treadle_contains", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.contains(ignoringCase: false))
        }
        try self.define("treadle_contains_ignoring_case", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.contains(ignoringCase: true))
        }
    }
}

extension FunctionCall {
    /// Whether the second text stands inside the first one.
    fileprivate func contains(ignoringCase: Bool) -> Bool? {
        guard let text = self.utf8(at: 0), let substring = self.utf8(at: 1) else { return nil }
        guard ignoringCase else { return QueryText.contains(text, substring) }
        return QueryText.contains(
            String(decoding: text, as: UTF8.self), String(decoding: substring, as: UTF8.self), ignoringCase: true)
    }
}

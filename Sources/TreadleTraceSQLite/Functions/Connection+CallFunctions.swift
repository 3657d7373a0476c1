internal import TreadleCore
internal import TreadleTrace

extension Connection {
    /// Functions of what calls hold.
    func defineCallFunctions() throws(SQLiteError) {
        // Whether one of some refs is a text anywhere in JSON; false without any.
        try self.define("treadle_mentions", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            guard let json = call.utf8(at: 0), let refs = call.object(at: 1, as: RefPatterns.self) else {
                return call.answer(false)
            }
            call.answer(refs.isMentioned(in: json))
        }
        // Whether a summary counts failures below its call.
        try self.define("treadle_has_failed_below", argumentCount: 1) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            call.answer(call.utf8(at: 0).flatMap { Call.failuresPath.value(in: $0) }?.isPositive == true)
        }
        // What lies at a path that refs are looked through on.
        try self.define("treadle_expanded", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            guard let json = call.utf8(at: 0), let path = call.object(at: 1, as: ExpandedPath.self) else {
                return call.answerNothing()
            }
            call.answer(path.value(in: RawJSON(unchecked: Array(json)[...]))?.text)
        }
        // Attributes as they are shown, with what OpenTelemetry said.
        try self.define("treadle_attributes", argumentCount: 2) { context, _, arguments in
            guard let call = FunctionCall(context, arguments) else { return }
            guard let attributes = call.utf8(at: 0).map({ RawJSON(unchecked: Array($0)[...]) }) else {
                return call.answerNothing()
            }
            let dump = call.utf8(at: 1).map { RawJSON(unchecked: Array($0)[...]) }
            call.answer(attributes.setting([("otel_span", dump)]).text)
        }
    }
}

extension Call {
    /// Where a summary says how many calls below failed.
    fileprivate static let failuresPath = JSONPath(["status_counts", "error"].map { QueryField.PathStep($0) })
}

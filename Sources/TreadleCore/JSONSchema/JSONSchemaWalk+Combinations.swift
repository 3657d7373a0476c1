/// Schemas made of schemas.
extension JSONSchemaWalk {
    mutating func checkCombinations(_ value: JSONValue, _ keywords: JSONObject) {
        for schema in keywords["allOf"]?.array ?? [] { self.check(value, against: schema) }
        if let schemas = keywords["anyOf"]?.array { self.checkAny(value, schemas) }
        if let schemas = keywords["oneOf"]?.array { self.checkOne(value, schemas) }
        if let schema = keywords["not"], self.trial(value, schema).isEmpty, !self.isDone {
            self.report("has a form that is ruled out")
        }
        if let condition = keywords["if"] {
            let branch = self.trial(value, condition).isEmpty ? keywords["then"] : keywords["else"]
            if let branch { self.check(value, against: branch) }
        }
    }

    private mutating func checkAny(_ value: JSONValue, _ schemas: [JSONValue]) {
        var problems: [JSONSchemaViolation] = []
        for schema in schemas {
            guard let problem = self.trial(value, schema).first else { return }
            problems.append(problem)
        }
        self.reportNone(of: problems)
    }

    private mutating func checkOne(_ value: JSONValue, _ schemas: [JSONValue]) {
        var problems: [JSONSchemaViolation] = []
        for schema in schemas {
            if let problem = self.trial(value, schema).first { problems.append(problem) }
        }
        let fitting = schemas.count - problems.count
        if fitting == 0 { return self.reportNone(of: problems) }
        if fitting > 1 { self.report("must fit exactly one of the \(schemas.count) alternatives, but fits \(fitting)") }
    }

    /// Says what each alternative has against the value, up to three of them.
    private mutating func reportNone(of problems: [JSONSchemaViolation]) {
        guard !self.isDone else { return }
        if problems.count == 1, let only = problems.first { return self.report(only) }
        let reasons = problems.prefix(3).map { "\($0)" }.joined(separator: "; ")
        let more = problems.count > 3 ? "; …" : ""
        self.report("fits none of the \(problems.count) alternatives (\(reasons)\(more))")
    }
}

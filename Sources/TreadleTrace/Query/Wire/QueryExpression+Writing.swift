package import TreadleCore

extension QueryExpression {
    /// The condition as requests say it: `{"$expr": OPERATION}`; read back it is the same condition.
    package var wire: RawJSON { JSONWriter.object { $0.object("$expr", self.write) } }

    /// Writes the operation's one member.
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .all(let operands): writer.array("$and") { $0.write(operands) }
        case .any(let operands): writer.array("$or") { $0.write(operands) }
        case .negation(let operand): writer.array("$not") { $0.write([operand]) }
        case .comparison(let comparison, let left, let right):
            writer.array(comparison.rawValue) { $0.write([left, right]) }
        case .membership(let operand, let literals):
            writer.array("$in") { writer in
                writer.write([operand])
                writer.beginArray()
                writer.write(literals.map(QueryOperand.literal))
                writer.endArray()
            }
        case .containment(let input, let substring, let ignoringCase):
            writer.object("$contains") { writer in
                writer.name("input")
                writer.write([input])
                writer.name("substr")
                writer.write([substring])
                writer.member("case_insensitive", ignoringCase)
            }
        }
    }
}

extension [QuerySort] {
    /// The list as requests say it.
    package var wire: RawJSON {
        var writer = JSONWriter()
        writer.beginArray()
        for sort in self {
            writer.beginObject()
            writer.member("field", sort.field.path)
            writer.member("direction", sort.isDescending ? "desc" : "asc")
            writer.endObject()
        }
        writer.endArray()
        return writer.raw
    }
}

extension JSONWriter {
    /// Writes operands one after the other.
    fileprivate mutating func write(_ operands: [QueryOperand]) {
        for operand in operands {
            self.beginObject()
            switch operand {
            case .literal(let literal): self.member("$literal", literal.json)
            case .field(let field): self.member("$getField", field.path)
            case .conversion(let operand, let target):
                self.object("$convert") { writer in
                    writer.name("input")
                    writer.write([operand])
                    writer.member("to", target.rawValue)
                }
            case .expression(let expression): expression.write(to: &self)
            }
            self.endObject()
        }
    }
}

extension QueryLiteral {
    /// The literal as JSON.
    package var json: RawJSON {
        switch self {
        case .null: .null
        case .boolean(let value): RawJSON(boolean: value)
        case .number(let number): RawJSON(unchecked: [UInt8](utf8: number.text)[...])
        case .text(let text): RawJSON(string: text)
        case .json(let json): json
        }
    }
}

extension QueryField {
    /// The path that names the field.
    package var path: String {
        switch self {
        case .column(let name, _), .absent(let name): name
        case .json(let column, let steps): Self.path(column, steps)
        case .computed(let computed): "summary.weave.\(computed.rawValue)"
        case .feedback(let type, .payload(let steps)): "feedback.[\(type ?? "*")]." + Self.path("payload", steps)
        case .feedback(let type, .runnableRef): "feedback.[\(type ?? "*")].runnable_ref"
        case .feedback(let type, .triggerRef): "feedback.[\(type ?? "*")].trigger_ref"
        }
    }

    private static func path(_ root: String, _ steps: [PathStep]) -> String {
        steps.reduce(into: root) { path, step in
            path += "."
            for scalar in step.name.unicodeScalars {
                if scalar == "." { path += "\\" }
                path.unicodeScalars.append(scalar)
            }
        }
    }
}

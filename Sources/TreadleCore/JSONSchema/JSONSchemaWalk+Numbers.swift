/// The keywords of numbers, compared without rounding.
extension JSONSchemaWalk {
    mutating func checkNumber(_ number: JSONNumber, _ keywords: JSONObject) {
        let value = ExactDecimal(number)
        if let bound = Self.number(keywords["minimum"]), value < ExactDecimal(bound) {
            self.report("must be at least \(bound.text)")
        }
        if let bound = Self.number(keywords["maximum"]), value > ExactDecimal(bound) {
            self.report("must be at most \(bound.text)")
        }
        if let bound = Self.number(keywords["exclusiveMinimum"]), value <= ExactDecimal(bound) {
            self.report("must be more than \(bound.text)")
        }
        if let bound = Self.number(keywords["exclusiveMaximum"]), value >= ExactDecimal(bound) {
            self.report("must be less than \(bound.text)")
        }
        if let step = Self.number(keywords["multipleOf"]), !Self.isMultiple(number, of: step) {
            self.report("must be a multiple of \(step.text)")
        }
    }

    private static func number(_ value: JSONValue?) -> JSONNumber? {
        if case .number(let number) = value { number } else { nil }
    }

    private static func isMultiple(_ number: JSONNumber, of step: JSONNumber) -> Bool {
        let divisor = ExactDecimal(step)
        // A step that is not above zero breaks the schema's own rules and so says nothing.
        guard divisor.isPositive else { return true }
        if let exact = ExactDecimal(number).isMultiple(of: divisor) { return exact }
        return number.double.truncatingRemainder(dividingBy: step.double) == 0
    }
}

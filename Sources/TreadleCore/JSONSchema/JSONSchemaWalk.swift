/// One walk over a value with a schema in hand; each group of keywords is an extension.
///
/// All recursion goes through ``check(_:against:)``, which counts depth and steps.
struct JSONSchemaWalk {
    let root: JSONValue
    let limits: JSONSchemaValidator.Limits
    private(set) var violations: [JSONSchemaViolation] = []
    private var pointer = JSONPointer()
    private var depth = 0
    private var steps = 0
    private var isExhausted = false
    var patterns = JSONSchemaPatterns()

    init(root: JSONValue, limits: JSONSchemaValidator.Limits) {
        self.root = root
        self.limits = limits
    }

    /// Whether there is no point in looking on.
    var isDone: Bool { self.isExhausted || self.violations.count >= self.limits.maximumViolations }

    mutating func check(_ value: JSONValue, against schema: JSONValue) {
        guard self.spend(1) else { return }
        guard self.depth < self.limits.maximumDepth else {
            return self.exhaust("cannot be checked: the schema nests deeper than \(self.limits.maximumDepth) levels")
        }
        self.depth += 1
        defer { self.depth -= 1 }
        switch schema {
        case .boolean(true): break
        case .boolean(false): self.report("is not allowed")
        case .object(let keywords): self.check(value, against: keywords)
        default: self.report("cannot be checked: its schema is neither an object nor a Boolean")
        }
    }

    private mutating func check(_ value: JSONValue, against keywords: JSONObject) {
        guard self.checkType(value, keywords) else { return }
        self.checkEnumeration(value, keywords)
        switch value {
        case .object(let object): self.checkObject(object, keywords)
        case .array(let elements): self.checkArray(elements, keywords)
        case .string(let text): self.checkString(text, keywords)
        case .number(let number): self.checkNumber(number, keywords)
        case .boolean, .null: break
        }
        self.checkCombinations(value, keywords)
        self.checkReference(value, keywords)
    }

    mutating func report(_ problem: String) {
        guard !self.isDone else { return }
        self.violations.append(JSONSchemaViolation(path: self.pointer.text, problem: problem))
    }

    mutating func report(_ violation: JSONSchemaViolation) {
        if !self.isDone { self.violations.append(violation) }
    }

    /// Looks at a part of the value.
    mutating func descend(_ token: String, _ body: (inout JSONSchemaWalk) -> Void) {
        self.pointer.push(token)
        body(&self)
        self.pointer.pop()
    }

    /// What a schema has against a value, without reporting it.
    mutating func trial(_ value: JSONValue, _ schema: JSONValue) -> [JSONSchemaViolation] {
        let kept = self.violations
        self.violations = []
        self.check(value, against: schema)
        let found = self.violations
        // A walk that ran out of steps proves nothing, so what it said must not be dropped with the trial.
        self.violations = self.isExhausted ? kept + found.suffix(1) : kept
        return found
    }

    /// Counts work; `false` when there is none left to spend.
    mutating func spend(_ count: Int) -> Bool {
        guard !self.isDone else { return false }
        self.steps += count
        if self.steps <= self.limits.maximumSteps { return true }
        self.exhaust("cannot be checked: the schema takes more than \(self.limits.maximumSteps) steps")
        return false
    }

    private mutating func exhaust(_ problem: String) {
        self.report(problem)
        self.isExhausted = true
    }
}

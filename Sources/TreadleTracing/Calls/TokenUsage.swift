public import TreadleCore

/// The tokens that requests to one model took.
public struct TokenUsage: Sendable, Hashable {
    /// What was sent.
    public var promptTokens: Int
    /// What came back.
    public var completionTokens: Int
    /// Both, as the model's host counts them.
    public var totalTokens: Int
    /// What else was counted, by the name it has on the wire: numbers, or objects of numbers.
    public var details: JSONObject

    /// Makes a count; without a total it is the sum.
    public init(promptTokens: Int, completionTokens: Int, totalTokens: Int? = nil, details: JSONObject = [:]) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.totalTokens = totalTokens ?? promptTokens.addingClamped(completionTokens)
        self.details = details
    }

    /// The sum of two counts; details are added name by name.
    public static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        TokenUsage(
            promptTokens: left.promptTokens.addingClamped(right.promptTokens),
            completionTokens: left.completionTokens.addingClamped(right.completionTokens),
            totalTokens: left.totalTokens.addingClamped(right.totalTokens),
            details: left.details.addingLeaves(of: right.details))
    }
}

extension Int {
    /// The sum, or the nearest number there is: a host may report anything, and counting must not trap.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflows) = self.addingReportingOverflow(other)
        return overflows ? (other > 0 ? .max : .min) : sum
    }
}

extension JSONObject {
    /// Numbers of the same name added up, objects likewise; of anything else the later one stays.
    fileprivate func addingLeaves(of other: JSONObject) -> JSONObject {
        if self.members.isEmpty { return other }
        var sum = self
        for member in other.members {
            switch (sum[member.name], member.value) {
            case (.number(let left), .number(let right)):
                if let left = left.integer, let right = right.integer {
                    sum[member.name] = .integer(left.addingClamped(right))
                } else {
                    sum[member.name] = .double(left.double + right.double)
                }
            case (.object(let left), .object(let right)): sum[member.name] = .object(left.addingLeaves(of: right))
            default: sum[member.name] = member.value
            }
        }
        return sum
    }
}

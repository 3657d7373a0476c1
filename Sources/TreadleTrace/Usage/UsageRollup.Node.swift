internal import TreadleCore

extension UsageRollup {
    /// A call, and what was added up below it.
    struct Node: Sendable {
        let id: String
        let parent: ExactText?
        let isRunning: Bool
        /// What the calls right below used, with everything below them.
        var below = UsageByModel()
        private var own: UsageByModel
        /// Whether the client added up what lies below before it sent the call.
        private let isSummedUp: Bool

        init(_ call: Call, prices: PriceBook?) {
            self.id = call.id
            self.parent = call.parentID.map { ExactText($0) }
            self.isRunning = call.endedAt == nil
            self.own = UsageByModel(of: call, prices: prices)
            self.isSummedUp = Self.isSummedUp(call.summary)
        }

        /// All of it, which the node then no longer has.
        mutating func takeTotal() -> UsageByModel {
            var total = UsageByModel()
            swap(&total, &self.below)
            // A client that adds up has counted what lies below, or that part of it which had ended.
            if self.isSummedUp { total.raise(to: self.own) } else { total.add(self.own) }
            self.own = UsageByModel()
            return total
        }

        /// Weave's clients count the calls below in `status_counts`, and then their usage is in the call's, too.
        private static func isSummedUp(_ summary: RawJSON) -> Bool {
            guard let counts = summary["status_counts"] else { return false }
            let calls = ["success", "error"].map { counts[$0]?.integer ?? 0 }
            return calls.reduce(0) { $0.clampedSum($1) } > 1
        }
    }
}

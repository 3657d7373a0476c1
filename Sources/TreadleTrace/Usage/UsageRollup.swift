internal import TreadleCore

/// Adds up what calls used, each with everything below it (weave-wire, section 3, `/trace/usage`).
///
/// Calls may come in any order. What lies between two of them and was not added connects nothing.
package struct UsageRollup: Sendable {
    /// How many models of how many calls are told at most, all in all.
    package static let maximumRows = 1_000_000

    private let prices: PriceBook?
    private var nodes: [Node] = []
    private var places: [ExactText: Int] = [:]

    /// Makes a rollup; without prices nothing is priced.
    package init(prices: PriceBook? = nil) { self.prices = prices }

    /// How many calls it holds.
    package var count: Int { self.nodes.count }

    /// Adds a call; one that is there is left as it is.
    package mutating func add(_ call: Call) {
        let id = ExactText(call.id)
        guard self.places[id] == nil else { return }
        self.places[id] = self.nodes.count
        self.nodes.append(Node(call, prices: self.prices))
    }

    /// What came out of a rollup.
    package struct Result: Sendable {
        /// What each call used, with everything below it, in the order in which the calls were added.
        package var usage: [(id: String, usage: UsageByModel)] = []
        /// Calls that have not ended, by their identifiers.
        package var unfinished: [String] = []
    }

    /// Adds it all up; for all calls, or for some of them and then without what lies beside and above these.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/tooLarge`` where so much would have to be told that it does not fit.
    package consuming func result(for ids: Set<ExactText>? = nil) throws(TraceError) -> Result {
        let parents = self.nodes.map { node in node.parent.flatMap { self.places[$0] } }
        let isWanted = self.nodes.map { node in ids?.contains(ExactText(node.id)) ?? true }
        var childCounts = [Int](repeating: 0, count: self.nodes.count)
        for case let parent? in parents { childCounts[parent] += 1 }
        var totals: [Int: UsageByModel] = [:]
        var rows = 0
        // From the leaves up, without recursion: a trace may be deep. Nothing is held twice unless it is told.
        var ready = self.nodes.indices.filter { childCounts[$0] == 0 }
        var order: [Int] = []
        while let index = ready.popLast() {
            order.append(index)
            let total = self.nodes[index].takeTotal()
            if isWanted[index] {
                rows += total.count
                guard rows <= Self.maximumRows else { throw .tooMuchUsage }
                totals[index] = total
            }
            guard let parent = parents[index] else { continue }
            self.nodes[parent].below.add(total)
            childCounts[parent] -= 1
            if childCounts[parent] == 0 { ready.append(parent) }
        }
        // From the top down: whether a call is one of those that were asked for, or below one.
        var isWithin = isWanted
        for index in order.reversed() {
            if let parent = parents[index], isWithin[parent] { isWithin[index] = true }
        }
        var result = Result()
        for index in self.nodes.indices {
            if self.nodes[index].isRunning, isWithin[index] { result.unfinished.append(self.nodes[index].id) }
            guard isWanted[index] else { continue }
            // Calls that are each other's parents were never reached, and have what they have.
            result.usage.append((self.nodes[index].id, totals[index] ?? self.nodes[index].takeTotal()))
        }
        result.unfinished.sort { ExactText($0) < ExactText($1) }
        return result
    }
}

extension TraceError {
    fileprivate static var tooMuchUsage: TraceError {
        TraceError(.tooLarge, "these calls name too many models to be told all of them; ask for fewer calls")
    }
}

internal import TreadleTrace

/// What is told about the calls that were found.
struct CallAnswer: Sendable {
    /// The members that have their values.
    var columns: CallColumns = .all
    /// Where refs are replaced by what they refer to, shallow places first.
    var expandedPlaces: [ExpandedPlace] = []
    /// Whether `summary.weave.costs` and `summary.weave.feedback` are there, and `wb_username`.
    var includesCosts = false, includesFeedback = false, includesUsernames = false

    /// Whether everything is told that the calls' own store has, and no more needs looking up.
    var isPlain: Bool {
        self.expandedPlaces.isEmpty && !self.includesCosts && !self.includesFeedback && !self.includesUsernames
    }
}

package import TreadleCore

/// What an answer tells about a call beside what the call's own store knows.
package struct CallExtras: Sendable {
    /// What people and scorers said about it: `summary.weave.feedback`.
    package var feedback: RawJSON?
    /// What it cost: `summary.weave.costs`.
    package var costs: RawJSON?
    /// Whether it says who made the call, and by what name: `wb_username`.
    package var hasUsername = false, username: String?

    package init() {}
}

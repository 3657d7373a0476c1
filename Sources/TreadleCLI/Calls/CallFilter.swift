internal import TreadleTrace

/// Which calls `treadle calls` shows.
struct CallFilter: Sendable, Equatable {
    /// The project, as `entity/name`.
    var project: String
    /// The op's plain name; `nil` for any.
    var op: String?
    /// Only calls without a parent.
    var rootsOnly: Bool

    /// The newest calls that it lets through.
    func newest(_ limit: Int) -> CallQuery {
        CallQuery(
            projectID: self.project, opNames: self.op.map { [$0, "weave:///\(self.project)/op/\($0):*"] },
            rootsOnly: self.rootsOnly, order: .newestFirst, limit: limit)
    }

    /// Whether it lets a call through that a feed brought.
    func matches(_ call: Call) -> Bool {
        call.projectID == self.project && (!self.rootsOnly || call.parentID == nil)
            && (self.op == nil || self.op == call.opName || self.op == call.traceName)
    }
}

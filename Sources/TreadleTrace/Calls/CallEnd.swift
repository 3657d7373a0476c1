public import TreadleCore

/// How a call ended, as it is told apart from its start (weave-wire, section 3, "End").
public struct CallEnd: Sendable, Hashable {
    /// The call's identifier.
    public var id: String
    /// The project, as `entity/name`.
    public var projectID: String
    /// When it ended.
    public var endedAt: Timestamp
    /// What it returned; `nil` where there is none.
    public var output: RawJSON?
    /// Why it failed; `nil` when it did not.
    public var exception: String?
    /// What was counted on the way; an object.
    public var summary: RawJSON
    /// The step that its run had reached.
    public var runStepEnd: Int?

    /// Makes an end; what is not given is absent or empty.
    public init(
        id: String, projectID: String, endedAt: Timestamp, output: RawJSON? = nil, exception: String? = nil,
        summary: RawJSON = .emptyObject, runStepEnd: Int? = nil
    ) {
        self.id = id
        self.projectID = projectID
        self.endedAt = endedAt
        self.output = output
        self.exception = exception
        self.summary = summary
        self.runStepEnd = runStepEnd
    }
}

public import TreadleCore
public import TreadleTrace

/// Which calls of a client's project. Conditions that are set must all hold; an empty list finds nothing.
public struct CallFilter: Sendable, Hashable {
    /// Only these calls.
    public var ids: [String]?
    /// Only calls of these ops: by name, any version of it; or by ref, where `:*` at the end is any version.
    public var opNames: [String]?
    /// Only calls made in these calls.
    public var parentIDs: [String]?
    /// Only calls of these traces.
    public var traceIDs: [String]?
    /// Only calls without a parent.
    public var rootsOnly: Bool
    /// Only calls of these conversations.
    public var threadIDs: [String]?
    /// Only calls of these turns.
    public var turnIDs: [String]?
    /// Only calls that stand so.
    public var statuses: [Call.Status]?
    /// Only calls that started then or later.
    public var startedFrom: Timestamp?
    /// Only calls that started earlier.
    public var startedBefore: Timestamp?
    /// Only calls that these users made.
    public var userIDs: [String]?
    /// Only calls of these runs.
    public var runIDs: [String]?
    /// Only calls with one of these refs anywhere in their inputs; `:*` at the end is any version.
    public var inputRefs: [String]?
    /// Only calls with one of these refs anywhere in their output.
    public var outputRefs: [String]?
    /// A condition in Weave's query language: `["$expr": ["$gt": [["$getField": "inputs.width"], ["$literal": 3]]]]`.
    public var query: JSONValue?

    /// Makes a filter; without arguments it lets every call through.
    public init(
        ids: [String]? = nil, opNames: [String]? = nil, parentIDs: [String]? = nil, traceIDs: [String]? = nil,
        rootsOnly: Bool = false, threadIDs: [String]? = nil, turnIDs: [String]? = nil,
        statuses: [Call.Status]? = nil, startedFrom: Timestamp? = nil, startedBefore: Timestamp? = nil,
        userIDs: [String]? = nil, runIDs: [String]? = nil, inputRefs: [String]? = nil, outputRefs: [String]? = nil,
        query: JSONValue? = nil
    ) {
        self.ids = ids
        self.opNames = opNames
        self.parentIDs = parentIDs
        self.traceIDs = traceIDs
        self.rootsOnly = rootsOnly
        self.threadIDs = threadIDs
        self.turnIDs = turnIDs
        self.statuses = statuses
        self.startedFrom = startedFrom
        self.startedBefore = startedBefore
        self.userIDs = userIDs
        self.runIDs = runIDs
        self.inputRefs = inputRefs
        self.outputRefs = outputRefs
        self.query = query
    }
}

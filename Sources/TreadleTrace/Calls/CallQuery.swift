/// Which calls, in which order. Conditions that are set must all hold.
public struct CallQuery: Sendable, Hashable {
    /// The project, as `entity/name`; `nil` means all of them, which only the embedded store answers.
    public var projectID: String?
    /// Only these calls.
    public var ids: [String]?
    /// Only calls of these ops: exact, or ending in `:*` for any version.
    public var opNames: [String]?
    /// Only calls of these traces.
    public var traceIDs: [String]?
    /// Only calls made in these calls.
    public var parentIDs: [String]?
    /// Only calls of these conversations.
    public var threadIDs: [String]?
    /// Only calls of these turns.
    public var turnIDs: [String]?
    /// Only calls that these users made.
    public var userIDs: [String]?
    /// Only calls of these runs.
    public var runIDs: [String]?
    /// Only calls with one of these refs as a text anywhere in their inputs: exact, or ending in `:*` for any version.
    public var inputRefs: [String]?
    /// Only calls with one of these refs anywhere in their output.
    public var outputRefs: [String]?
    /// Only calls without a parent.
    public var rootsOnly: Bool
    /// Only calls that are turns of a conversation themselves: their identifier is their turn's.
    public var turnsOnly = false
    /// A condition in the query language.
    public var expression: QueryExpression?
    /// In which order, where ``sort`` does not say.
    public var order: Order
    /// What to sort by; `nil` means by ``order``. Ties go by identifier: in the direction of a last key `started_at`,
    /// else the largest first.
    public var sort: [QuerySort]?
    /// Paths of the form `inputs.model` at which a ref is looked through by ``expression`` and ``sort``.
    public var expandedPaths: [String] = []
    /// Which payloads to read; the others come back empty.
    public var payloads: CallPayloads = .all
    /// Whether each call's size is worked out.
    public var includesStorageSize = false
    /// Whether the size of each root's whole trace is.
    public var includesTotalStorageSize = false
    /// At most so many.
    public var limit: Int?
    /// Leaving out so many at the start.
    public var offset: Int

    /// By start time, ties by identifier.
    public enum Order: String, Sendable {
        /// Oldest or newest first.
        case oldestFirst, newestFirst
    }

    /// Makes a query; without arguments it finds everything, oldest first.
    public init(
        projectID: String? = nil, ids: [String]? = nil, opNames: [String]? = nil, traceIDs: [String]? = nil,
        parentIDs: [String]? = nil, rootsOnly: Bool = false, expression: QueryExpression? = nil,
        order: Order = .oldestFirst, limit: Int? = nil, offset: Int = 0
    ) {
        self.projectID = projectID
        self.ids = ids
        self.opNames = opNames
        self.traceIDs = traceIDs
        self.parentIDs = parentIDs
        self.rootsOnly = rootsOnly
        self.expression = expression
        self.order = order
        self.limit = limit
        self.offset = offset
    }

    /// Whether a list is set and empty, so that no call can be in it.
    package var findsNothing: Bool {
        [
            self.ids, self.opNames, self.traceIDs, self.parentIDs, self.threadIDs, self.turnIDs, self.userIDs,
            self.runIDs, self.inputRefs, self.outputRefs,
        ].contains([])
    }
}

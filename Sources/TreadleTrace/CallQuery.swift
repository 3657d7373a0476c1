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
    /// Only calls without a parent.
    public var rootsOnly: Bool
    /// In which order.
    public var order: Order
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
        parentIDs: [String]? = nil, rootsOnly: Bool = false, order: Order = .oldestFirst, limit: Int? = nil,
        offset: Int = 0
    ) {
        self.projectID = projectID
        self.ids = ids
        self.opNames = opNames
        self.traceIDs = traceIDs
        self.parentIDs = parentIDs
        self.rootsOnly = rootsOnly
        self.order = order
        self.limit = limit
        self.offset = offset
    }

    /// Whether a list is set and empty, so that no call can be in it.
    package var findsNothing: Bool {
        [self.ids, self.opNames, self.traceIDs, self.parentIDs].contains([])
    }
}

internal import TreadleTrace

/// A field that calls are sorted by, and its direction. What has no value there comes last in both.
public struct CallSort: Sendable, Hashable {
    /// A column such as `started_at`, or a path such as `inputs.width` or `summary.weave.latency_ms`.
    public var path: String
    /// Whether the largest comes first.
    public var isDescending: Bool

    /// Makes a sort key.
    public init(_ path: String, isDescending: Bool = false) {
        self.path = path
        self.isDescending = isDescending
    }

    /// By start, the earliest first: what holds where nothing else is said.
    public static let oldestFirst = CallSort("started_at")
    /// By start, the latest first.
    public static let newestFirst = CallSort("started_at", isDescending: true)

    func resolved() throws -> QuerySort {
        QuerySort(try QueryField(path: self.path, over: .calls), isDescending: self.isDescending)
    }
}

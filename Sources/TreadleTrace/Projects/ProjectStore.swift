/// What is known of a project as a whole: one of the roles of a ``TraceServer``.
///
/// Projects come into being with their first use. All methods throw ``TraceError``.
public protocol ProjectStore: Sendable {
    /// How much a project holds.
    func statistics(ofProject projectID: String) async throws -> ProjectStatistics

    /// For how many days calls are kept, counted from their start; `nil` means for good.
    func retentionDays(ofProject projectID: String) async throws -> Int?

    /// Sets for how many days calls are kept; what is older is gone from every read when this returns.
    func setRetentionDays(_ days: Int?, ofProject projectID: String) async throws
}

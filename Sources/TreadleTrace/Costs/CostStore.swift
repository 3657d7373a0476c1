/// Keeps what models cost: one of the roles of a ``TraceServer``.
///
/// All methods throw ``TraceError``; what is refused changes nothing.
public protocol CostStore: Sendable {
    /// Stores prices of one project and of different models, all or none of them; returns their identifiers, in order.
    ///
    /// The store makes the identifiers, and says when they were stored; what the prices say of these does not count.
    func createPrices(_ prices: [ModelPrice]) async throws -> [String]

    /// The prices of a project, its own ones only, oldest first.
    func prices(in projectID: String) async throws -> [ModelPrice]

    /// Removes prices by their identifiers; those that are not there are passed over.
    func purgePrices(_ ids: [String], in projectID: String) async throws
}

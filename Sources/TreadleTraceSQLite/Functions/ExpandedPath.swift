internal import TreadleCore
internal import TreadleTrace

/// A path into a column of JSON on which refs are looked through, bound to a statement.
///
/// Unchecked: what refs stand for is looked up over the connection that steps the statement. Whoever makes one holds that
/// connection, in the transaction of one read on the connection's own thread; the statement is prepared, stepped and let
/// go of within it, and nothing else sees the object.
final class ExpandedPath: SQLObject, @unchecked Sendable {
    static let sqlTypeName: StaticString = "treadle.expanded"

    private let steps: [QueryField.PathStep]
    private let column: String
    private let expansion: RefExpansion
    private let projectID: String?

    /// - Parameter projectID: The project whose refs are looked through.
    init(
        _ steps: [QueryField.PathStep], ofColumn column: String, _ expansion: RefExpansion, in projectID: String?
    ) {
        self.steps = steps
        self.column = column
        self.expansion = expansion
        self.projectID = projectID
    }

    /// What lies there; `nil` where nothing does, or a ref leads nowhere.
    func value(in json: RawJSON) -> RawJSON? {
        self.expansion.value(at: self.steps, in: json, ofColumn: self.column, in: self.projectID)
    }
}

internal import TreadleTrace

/// Where the commands that show calls get them: a server, or the store of one that does not run.
protocol CallSource: Sendable {
    /// Where that is, to go after "from".
    var place: String { get }

    /// Finds calls, in the query's order.
    func calls(matching query: CallQuery) async throws -> [Call]

    /// Calls that end after this has returned, in the order they end. It ends when the source does.
    func feed() async throws -> any AsyncSequence<Call, any Error>
}

internal import TreadleTrace

/// Where the commands that show calls get them: a server, or the store of one that does not run.
protocol CallSource: Sendable {
    /// Where that is, to go after "from".
    var place: String { get }

    /// Finds calls, in the query's order.
    func calls(matching query: CallQuery) async throws -> [Call]

    /// Calls that end from now on, in the order they end. It ends when the source does.
    ///
    /// - Throws: ``CommandLineError`` where there is nothing to wait for.
    func feed() async throws -> AsyncThrowingStream<Call, any Error>
}

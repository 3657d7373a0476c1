extension Weave.Session {
    /// Makes a client of the session's project and server; `nil` when the session traces nothing.
    ///
    /// It shares the session's connections, and is of no use once the session has ended. It sees what is delivered:
    /// ``flush(timeout:)`` first.
    public func makeClient(options: ClientOptions = ClientOptions()) -> AsyncWeaveClient? {
        self.store.map { AsyncWeaveClient(project: self.project, store: $0, options: options) }
    }
}

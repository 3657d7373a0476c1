extension TraceEndpoint {
    static let login: [TraceEndpoint] = []
}

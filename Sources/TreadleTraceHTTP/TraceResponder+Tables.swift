extension TraceEndpoint {
    static let tables: [TraceEndpoint] = []
}

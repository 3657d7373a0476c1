extension TraceEndpoint {
    static let refs: [TraceEndpoint] = []
}

extension TraceEndpoint {
    static let projects: [TraceEndpoint] = []
}

extension TraceEndpoint {
    static let objects: [TraceEndpoint] = []
}

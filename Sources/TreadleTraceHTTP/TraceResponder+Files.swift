extension TraceEndpoint {
    static let files: [TraceEndpoint] = []
}

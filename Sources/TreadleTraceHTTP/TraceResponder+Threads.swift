extension TraceEndpoint {
    static let threads: [TraceEndpoint] = []
}

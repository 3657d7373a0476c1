extension TraceEndpoint {
    static let costs: [TraceEndpoint] = []
}

extension TraceEndpoint {
    static let feedback: [TraceEndpoint] = []
}

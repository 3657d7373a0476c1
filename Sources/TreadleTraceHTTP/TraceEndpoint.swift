internal import TreadleHTTP

/// One path of the trace API, and what answers it.
struct TraceEndpoint: Sendable {
    let method: HTTPMethod
    /// Segments; `{name}` stands for any one segment.
    let pattern: [Substring]
    let answer: @Sendable (TraceResponder, TraceRequest) async throws -> HTTPResponse

    init(
        _ method: HTTPMethod, _ path: StaticString,
        _ answer: @escaping @Sendable (TraceResponder, TraceRequest) async throws -> HTTPResponse
    ) {
        self.method = method
        self.pattern = "\(path)".split(separator: "/")
        self.answer = answer
    }

    /// Every path that is answered.
    static let all: [TraceEndpoint] =
        calls + callReads + objects + refs + tables + files + feedback + costs + projects + threads
        + usage + statistics + login

    /// By the first segment, so that a look-up does not try them all.
    private static let byFamily = Dictionary(grouping: all) { $0.pattern[0] }

    /// First segments that belong to the trace API: what lies below them and is not answered is 404 in its own shape.
    ///
    /// `/health` is the whole server's; that of the trace API is below `/traces`.
    private static let families: Set<Substring> = Set(byFamily.keys).subtracting(["health"]).union([
        "agents", "aliases", "annotation_queues", "call", "calls", "completions", "cost", "dataset_sources",
        "evaluations", "feedback", "file", "files", "graphql", "image", "obj", "objs", "oidc", "otel", "project",
        "refs", "server_info", "service", "table", "tags", "threads", "trace", "traces", "v2",
    ])

    /// Whether a path belongs to the trace API, whether or not it is answered.
    static func isOurs(_ path: String) -> Bool {
        path.split(separator: "/", maxSplits: 1).first.map(self.families.contains) ?? false
    }

    /// The endpoints at a path, one per method, and what stands for the pattern's names, still percent-encoded.
    static func matching(_ path: String) -> [(endpoint: TraceEndpoint, parameters: [Substring])] {
        var segments = path.split(separator: "/")
        if segments.first == "traces" { segments.removeFirst() }
        guard let family = segments.first else { return [] }
        return (self.byFamily[family] ?? []).compactMap { endpoint in
            endpoint.parameters(in: segments).map { (endpoint, $0) }
        }
    }

    private func parameters(in segments: [Substring]) -> [Substring]? {
        guard segments.count == self.pattern.count else { return nil }
        var parameters: [Substring] = []
        for (segment, wanted) in zip(segments, self.pattern) {
            if wanted.hasPrefix("{") {
                parameters.append(segment)
            } else if wanted != segment {
                return nil
            }
        }
        return parameters
    }
}

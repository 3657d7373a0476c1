internal import TreadleHTTP

/// What a request asks for, by its path; the paths are Weave's, at the root and under `/traces`.
enum TraceRoute: Hashable {
    case streamQuery, query, read, feed
    case complete(projectID: String)

    /// First parts of paths that belong to the trace API, those included that are not answered yet.
    private static let families: Set<Substring> = [
        "call", "calls", "cost", "feedback", "file", "files", "obj", "objs", "refs", "table", "threads", "traces", "v2",
    ]

    /// Whether a path belongs to the trace API, whether or not it is answered.
    static func isOurs(_ path: String) -> Bool {
        path.split(separator: "/", maxSplits: 1).first.map(self.families.contains) ?? false
    }

    init?(path: String) {
        var parts = path.split(separator: "/")
        if parts.first == "traces" { parts.removeFirst() }
        switch parts {
        case ["calls", "stream_query"]: self = .streamQuery
        case ["calls", "query"]: self = .query
        case ["calls", "feed"]: self = .feed
        case ["call", "read"]: self = .read
        default:
            guard parts.count == 5, parts[0] == "v2", parts[3...] == ["calls", "complete"],
                let entity = URLText.decode(parts[1]), let project = URLText.decode(parts[2])
            else { return nil }
            self = .complete(projectID: "\(entity)/\(project)")
        }
    }

    var method: HTTPMethod { self == .feed ? .get : .post }
}

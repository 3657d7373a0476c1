internal import TreadleCore

/// Where a server's parts are.
struct TraceServerAddress: Hashable, Sendable {
    /// Where `/graphql` is.
    let base: BaseURL
    /// Where the trace API is.
    let trace: BaseURL
    /// Where people look at projects.
    let pages: String

    /// W&B's hosted server, and the other host that has its trace API.
    static let hosted = "https://api.wandb.ai"
    static let hostedTrace = "https://trace.wandb.ai"

    /// Puts a server's parts where Weave's Python SDK expects them.
    ///
    /// - Parameters:
    ///   - base: The server's root. One that ends in `/traces` is taken for the trace API's.
    ///   - publicBase: The root as others see it, where that differs.
    ///   - trace: The trace API, where it is somewhere else.
    ///   - pages: What `WANDB_APP_URL` says.
    init(base: BaseURL, publicBase: BaseURL? = nil, trace: BaseURL? = nil, pages: String? = nil) {
        let ending = "/traces"
        let root = base.path.hasSuffix(ending) ? BaseURL(String(base.text.dropLast(ending.count))) ?? base : base
        self.base = root
        let visible = publicBase ?? root
        let standard = visible.text == Self.hosted ? Self.hostedTrace : visible.text + ending
        self.trace = trace ?? BaseURL(standard) ?? visible
        self.pages = pages.map { String($0.trimmingSlashes) } ?? Self.pages(of: root)
    }

    /// The machines that a `.netrc` may name for it.
    var machines: [String] {
        let authority = self.base.authority
        guard !authority.hasPrefix("["), let colon = authority.lastIndex(of: ":") else { return [authority] }
        return [authority, String(authority[..<colon])]
    }

    /// The page of a project.
    func page(of project: String) -> String {
        let parts = project.split(separator: "/", maxSplits: 1).map { PercentText.encode(String($0)) }
        return "\(self.pages)/\(parts.joined(separator: "/"))/weave"
    }

    /// W&B's own hosts have their pages beside their API's host.
    private static func pages(of base: BaseURL) -> String {
        guard base.authority.hasPrefix("api.") else { return base.text }
        let isHosted = base.authority.hasPrefix("api.wandb.") && !base.authority.hasPrefix("api.wandb.test")
        return "\(base.scheme)://\(isHosted ? "" : "app.")\(base.authority.dropFirst(4))\(base.path)"
    }
}

extension String {
    fileprivate var trimmingSlashes: Substring {
        var text = self[...]
        while text.hasSuffix("/") { text.removeLast() }
        while text.hasPrefix("/") { text.removeFirst() }
        return text
    }
}

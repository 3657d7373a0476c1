internal import TreadleCore
internal import TreadleTracing

/// Where calls wait for one project of one server.
///
/// It depends on both: what one key may not deliver must not stand in the way of what another may. It is a room for all
/// processes with the same destination.
struct SpoolPlace: Sendable {
    /// The name of the directory: of the same server and project always the same.
    let name: String

    init(endpoint: Endpoint, project: String) {
        let digest = Digest.sha256([UInt8](utf8: "\(endpoint.address.trace.text)\n\(project)"))
        self.name = digest.prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The directory of all spools; `nil` where the environment names no home.
    static func root(in environment: WeaveEnvironment) -> String? {
        // A relative one is to be ignored, says the specification of the base directories.
        let state = environment.text("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (state ?? environment.home.map { "\($0)/.local/state" }).map { "\($0)/treadle/spool" }
    }

    /// Opens it, or says in the log why there is none.
    func open(in environment: WeaveEnvironment, limits: FileCallSpool.Limits, logger: Logger) -> (any CallSpool)? {
        guard let root = Self.root(in: environment) else {
            logger.warning("calls are kept in memory only: HOME is not set; name a directory with options.spool")
            return nil
        }
        do {
            return try SpoolRoom("\(root)/\(self.name)", limits: limits).open(logger: logger)
        } catch {
            let message = (error as? any CategorizedError)?.message ?? "\(error)"
            logger.warning("calls are kept in memory only: there is no spool", metadata: ["error": message])
            return nil
        }
    }
}

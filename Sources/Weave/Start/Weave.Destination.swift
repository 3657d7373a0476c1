internal import TreadleCore
public import TreadleTrace

extension Weave {
    /// Where calls go.
    public struct Destination: Sendable {
        enum Kind: Sendable {
            case environment
            case url(String, Secret?)
            case store(any TraceServer, Identity)
            case disabled
        }

        /// Tells stores apart: an object by itself, a value by the destination that was made of it.
        struct Identity: Hashable, Sendable {
            private let object: ObjectIdentifier

            init(of store: any TraceServer) {
                self.object = ObjectIdentifier(type(of: store) is AnyClass ? store as AnyObject : Token())
            }

            private final class Token {}
        }

        let kind: Kind

        /// As the environment says: the variables of Weave's Python SDK, those of Treadle, and `.netrc`.
        ///
        /// The server is `WANDB_BASE_URL`, else `TREADLE_URL`, else `base_url` in `./wandb/settings` or
        /// `~/.config/wandb/settings`, else W&B's hosted one. Its trace API is `WF_TRACE_SERVER_URL`, else `/traces` there.
        /// The key is `WANDB_API_KEY` (of a server named by `TREADLE_URL`, `TREADLE_API_KEY`), else the password in
        /// `$NETRC`, `~/.netrc` or `~/_netrc` for the server's host. A key goes to the server that is named along with it,
        /// and to the trace API that the environment names for that one.
        public static let environment = Destination(kind: .environment)

        /// A server: Treadle's, W&B's, or any that speaks Weave's API at `/graphql` and `/traces`.
        ///
        /// - Parameters:
        ///   - url: Its root, such as `http://127.0.0.1:8080` or `https://api.wandb.ai`.
        ///   - apiKey: Without one, the environment's is sent if that is for this server, else the one in `.netrc`.
        public static func url(_ url: String, apiKey: String? = nil) -> Destination {
            Destination(kind: .url(url, apiKey.map { Secret($0) }))
        }

        /// A store in this process; nothing goes over a network.
        public static func store(_ store: any TraceServer) -> Destination {
            Destination(kind: .store(store, Identity(of: store)))
        }

        /// Nowhere: nothing is traced, and tracing costs nothing.
        public static let disabled = Destination(kind: .disabled)
    }
}

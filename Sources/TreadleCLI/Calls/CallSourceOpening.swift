internal import TreadleCore
internal import TreadleHTTP
internal import TreadleHTTPCurl
internal import TreadleTrace

/// Finds a source of calls: the server where one answers, else the store.
struct CallSourceOpening {
    private let configuration: ClientConfiguration
    private let probe: ServerProbe
    private let transport: any HTTPTransport

    /// - Throws: `HTTPError` when there can be no transport.
    init(_ configuration: ClientConfiguration) throws {
        self.init(configuration, transport: try CurlTransport())
    }

    init(_ configuration: ClientConfiguration, transport: any HTTPTransport) {
        self.configuration = configuration
        self.transport = transport
        self.probe = ServerProbe(transport)
    }

    /// Opens the source.
    ///
    /// - Throws: ``CommandLineError`` when there is neither a server nor a store, `TraceError` when the store cannot be
    ///   read.
    func open() async throws -> any CallSource {
        if try await self.probe.answers(at: self.configuration.url) {
            return ServerCallSource(self.configuration, transport: self.transport)
        }
        do {
            let source = try StoreCallSource(path: self.configuration.storePath)
            if let remark = SpoolRemark(directory: self.configuration.spoolPath).text {
                Console.error.write("treadle: \(remark)\n")
            }
            return source
        } catch let error as TraceError where error.code == .notFound {
            throw CommandLineError(
                .unavailable,
                "no server answers at \(self.configuration.url.text), and there is no store at "
                    + "\(self.configuration.storePath); start a server with `treadle serve`, or set TREADLE_URL")
        }
    }
}

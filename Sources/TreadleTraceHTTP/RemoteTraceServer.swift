public import TreadleCore
public import TreadleHTTP
internal import TreadleTrace

/// A trace server at the other end of the wire: Treadle's, or any that speaks Weave's API.
///
/// Queries must name a project. Line breaks between the tokens of a payload come back as spaces, and white space
/// between the members of a summary goes; everything else comes back byte for byte.
public struct RemoteTraceServer: Sendable {
    /// How much a server may send.
    public struct Options: Sendable {
        /// The largest call in an answer, in bytes; 256 MiB unless set.
        public var callLimit: Int = 256 << 20

        /// Makes the default options.
        public init() {}
    }

    let baseURL: String
    let options: Options
    private let authorization: Secret?
    private let transport: any HTTPTransport

    /// Makes a client; nothing is sent before something is asked.
    ///
    /// - Parameters:
    ///   - baseURL: Where the API is, such as `http://127.0.0.1:8080/traces`.
    ///   - apiKey: Sent as the password of the user `api`, as Weave's clients do.
    ///   - transport: How requests travel.
    ///   - options: Limits.
    public init(
        baseURL: String, apiKey: Secret? = nil, transport: any HTTPTransport, options: Options = Options()
    ) {
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.options = options
        self.authorization = apiKey.map { Secret("Basic " + Digest.base64([UInt8](utf8: "api:" + $0.reveal()))) }
        self.transport = transport
    }

    /// Sends a request and returns its answer once that is known to be a success.
    func send(
        _ method: HTTPMethod, _ path: String, accepting mediaType: String, body: RawJSON? = nil
    ) async throws -> HTTPBody {
        try await self.send(
            method, path, accepting: mediaType, contentType: body == nil ? nil : "application/json",
            bytes: body?.bytes ?? [])
    }

    /// Sends a request with any body and returns its answer once that is known to be a success.
    func send(
        _ method: HTTPMethod, _ path: String, accepting mediaType: String, contentType: String?,
        bytes: ArraySlice<UInt8>
    ) async throws -> HTTPBody {
        var request = HTTPRequest(method, self.baseURL + path, headers: ["Accept": mediaType], body: .bytes(bytes))
        request.headers["Content-Type"] = contentType
        if let authorization = self.authorization { request.headers["Authorization"] = authorization.reveal() }
        let response: HTTPResponse
        do {
            response = try await self.transport.send(request)
        } catch let error as HTTPError {
            throw TraceError(
                .unavailable, "the trace server at \(self.baseURL) could not be asked: \(error.message)", cause: error)
        }
        guard response.isSuccess else { throw await TraceError(response, from: self.baseURL) }
        return response.body
    }

    /// Sends a request and reads its answer, one object.
    func ask(_ path: String, _ body: RawJSON) async throws -> RawJSON {
        let answer = try await self.send(.post, path, accepting: "application/json", body: body)
        let bytes: ArraySlice<UInt8>
        do {
            bytes = try await answer.collect(upTo: self.options.callLimit)
        } catch let error as HTTPError {
            throw self.failure(error)
        }
        guard let object = try? RawJSON(bytes, limits: .wire), object.kind == .object else {
            throw self.nonsense()
        }
        return object
    }

    /// An error of a body that broke off.
    func failure(_ error: HTTPError) -> TraceError {
        TraceError(
            .unavailable, "the trace server at \(self.baseURL) broke off its answer: \(error.message)", cause: error)
    }

    /// An answer that is not what the protocol says.
    func nonsense(_ error: (any Error)? = nil) -> TraceError {
        TraceError(
            .unavailable, "the trace server at \(self.baseURL) answered what is not Weave's protocol; check the URL",
            cause: error)
    }
}

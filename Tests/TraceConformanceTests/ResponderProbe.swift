import TreadleCore
import TreadleHTTP
import TreadleTrace
import TreadleTraceHTTP

/// Asks a responder and reads its whole answer.
struct ResponderProbe {
    let responder: TraceResponder

    init(_ server: any TraceServer, options: TraceResponder.Options = .init()) {
        self.responder = TraceResponder(server, options: options)
    }

    /// Posts a text; the answer is JSON.
    func post(_ path: String, _ body: String) async throws -> (status: Int, answer: RawJSON) {
        let response = await self.responder.respond(to: HTTPRequest(.post, path, body: .text(body)))
        return (response.status, try RawJSON(await response.body.collect(upTo: 64 << 20)))
    }

    /// Posts a form; the answer is JSON.
    func post(
        form body: ArraySlice<UInt8>, _ contentType: String?, to path: String
    ) async throws -> (status: Int, answer: RawJSON) {
        var request = HTTPRequest(.post, path, body: .bytes(body))
        request.headers["Content-Type"] = contentType
        let response = await self.responder.respond(to: request)
        return (response.status, try RawJSON(await response.body.collect(upTo: 64 << 20)))
    }
}

import TreadleCore
import TreadleHTTP
import TreadleModels
import TreadleTesting
import TreadleTools
import TreadleTracing

@testable import TreadleBackend

/// One client's session over a connection that keeps what is sent, with a scripted model behind it.
struct RPCFixture {
    let connection = RecordingWebSocketConnection()
    let recorder = RecordingCallRecorder()
    let model: ScriptedModel
    let handler: RPCHandler
    let session: any WebSocketSession
    private var frames: AsyncStream<RawJSON>.Iterator

    init(_ answers: [ScriptedModel.Answer] = [.completion(.stub())], requestsPerClient: Int = 4) {
        let tracer = Tracer(projectID: "mill/loom", recorder: self.recorder)
        self.model = ScriptedModel(answers)
        let traced = TracedModel(self.model, tracer: tracer)
        self.handler = RPCHandler(
            policy: AccessPolicy(),
            parts: RPCService.Parts(
                models: ModelCatalog(demo: traced, upstream: nil), toolbox: Toolbox([CalculatorTool(), WeatherTool()]),
                tracer: tracer, defaults: ChatDefaults(model: "loom-1", maxTokens: 1000, temperature: 0.7),
                requestsPerClient: requestsPerClient))
        self.session = self.handler.open(self.connection, handshake: HTTPRequest(.get, "/ws"))
        self.frames = self.connection.frames.makeAsyncIterator()
    }

    func send(_ text: String) { self.session.received(.text(Array(text.utf8)[...])) }

    func send(_ type: String, _ id: String, _ payload: String = "{}") {
        self.send(#"{"type":"\#(type)","request_id":"\#(id)","payload":\#(payload)}"#)
    }

    /// The next frame; `null` once the connection has been closed.
    mutating func next() async -> RawJSON { await self.frames.next(isolation: #isolation) ?? .null }
}

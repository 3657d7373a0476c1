internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels

/// A streamed answer of an OpenAI-compatible host.
///
/// The bytes are pulled by the one reader; a pure machine cuts them into chunks and decides how the stream ended.
final class OpenAIChatStream: ChatStream {
    private let body: HTTPBody
    private let machine: Mutex<OpenAIStreamMachine>

    init(_ body: HTTPBody, hidesUsage: Bool, host: OpenAIHost) {
        self.body = body
        self.machine = Mutex(OpenAIStreamMachine(hidesUsage: hidesUsage, host: host))
    }

    func next() async -> ChatEvent? {
        while true {
            switch self.machine.withLock({ $0.next() }) {
            case .emit(let event):
                if event.isTerminal { self.body.discard() }
                return event
            case .end: return nil
            case .read: await self.read()
            }
        }
    }

    func cancel() -> ChatCompletion? {
        let partial = self.machine.withLock { $0.cancel() }
        if partial != nil { self.body.discard() }
        return partial
    }

    private func read() async {
        do {
            switch self.body {
            case .bytes(let bytes): self.machine.withLock { $0.take(whole: bytes) }
            case .stream(let stream, _):
                let part = try await stream.next()
                self.machine.withLock { $0.take(part) }
            }
        } catch let error as HTTPError {
            self.machine.withLock { $0.fail(ModelError(transport: error)) }
        } catch is CancellationError {
            _ = self.cancel()
        } catch {
            self.machine.withLock { $0.fail(ModelError(.failed, "the answer broke off", cause: error)) }
        }
    }
}

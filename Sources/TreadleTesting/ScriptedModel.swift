internal import Synchronization
internal import TreadleCore
public import TreadleModels

/// A model that answers from a script: one answer for each request, in order, the last one again and again.
public final class ScriptedModel: LanguageModel, EmbeddingModel {
    /// One answer.
    public enum Answer: Sendable {
        /// A whole answer, also cut into chunks where a stream is asked for: the chunks, then how it ends.
        case completion(ChatCompletion, chunks: [ChatChunk] = [])
        /// A stream that breaks after its chunks.
        case broken(ModelError, chunks: [ChatChunk])
        /// A stream that stalls after its chunks until it is given up; a whole answer that never comes.
        case stall(chunks: [ChatChunk])
        /// A refusal.
        case failure(ModelError)
    }

    public let provider: String
    private let answers: [Answer]
    private let asked = Mutex<[ChatRequest]>([])
    private let (stalls, stalled) = AsyncStream.makeStream(of: Void.self)

    /// Makes a model.
    public init(provider: String = "scripted", _ answers: [Answer]) {
        self.provider = provider
        self.answers = answers
    }

    /// What it was asked.
    public var requests: [ChatRequest] { self.asked.withLock { $0 } }

    /// Returns once an answer stalls.
    public func waitUntilStalled() async {
        for await _ in self.stalls { return }
    }

    private func next(_ request: ChatRequest) -> Answer {
        let index = self.asked.withLock { asked in
            asked.append(request)
            return asked.count - 1
        }
        return self.answers[min(index, self.answers.count - 1)]
    }

    public func complete(_ request: ChatRequest) async throws -> ChatCompletion {
        switch self.next(request) {
        case .completion(let completion, _): return completion
        case .broken(let error, _), .failure(let error): throw error
        case .stall:
            self.stalled.yield()
            let body = ScriptedBodyStream([.stall])
            _ = try await body.next()
            throw CancellationError()
        }
    }

    public func stream(_ request: ChatRequest) async throws -> any ChatStream {
        switch self.next(request) {
        case .completion(let completion, let chunks): Stream(chunks, end: .completed(completion), nil)
        case .broken(let error, let chunks): Stream(chunks, end: .failed(error, partial: Self.partial(chunks)), nil)
        case .stall(let chunks): Stream(chunks, end: nil, self.stalled)
        case .failure(let error): throw error
        }
    }

    public func embed(_ request: EmbeddingRequest) async throws -> EmbeddingAnswer {
        EmbeddingAnswer(
            wire: JSONWriter.object { writer in
                writer.member("object", "list")
                writer.member("data", JSONValue.array([["object": "embedding", "index": 0, "embedding": [0.6, 0.8]]]))
                writer.member("model", request.model)
                writer.member("usage", JSONValue.object(["prompt_tokens": 3, "total_tokens": 3]))
            })
    }

    fileprivate static func partial(_ chunks: [ChatChunk]) -> ChatCompletion {
        var accumulator = ChatAccumulator()
        for chunk in chunks { _ = accumulator.add(chunk.wire) }
        return accumulator.completion()
    }

    private final class Stream: ChatStream {
        private struct State {
            var chunks: [ChatChunk]
            var delivered: [ChatChunk] = []
            var end: ChatEvent?
            var hasEnded = false
        }

        private let state: Mutex<State>
        private let stall = ScriptedBodyStream([.stall])
        private let stalled: AsyncStream<Void>.Continuation?

        init(_ chunks: [ChatChunk], end: ChatEvent?, _ stalled: AsyncStream<Void>.Continuation?) {
            self.state = Mutex(State(chunks: chunks, end: end))
            self.stalled = stalled
        }

        func next() async -> ChatEvent? {
            let (event, stalls) = self.state.withLock { state -> (ChatEvent?, Bool) in
                if state.hasEnded { return (nil, false) }
                if !state.chunks.isEmpty {
                    state.delivered.append(state.chunks.removeFirst())
                    return (.chunk(state.delivered[state.delivered.count - 1]), false)
                }
                guard let end = state.end else { return (nil, true) }
                state.hasEnded = true
                return (end, false)
            }
            guard stalls else { return event }
            self.stalled?.yield()
            _ = try? await self.stall.next()
            _ = self.cancel()
            return self.state.withLock { state in
                defer { state.hasEnded = true }
                return state.hasEnded ? nil : state.end
            }
        }

        func cancel() -> ChatCompletion? {
            let partial = self.state.withLock { state -> ChatCompletion? in
                if case .cancelled = state.end { return nil }
                guard !state.hasEnded else { return nil }
                let partial = ScriptedModel.partial(state.delivered)
                state.chunks = []
                state.end = .cancelled(partial: partial)
                return partial
            }
            self.stall.cancel()
            return partial
        }
    }
}

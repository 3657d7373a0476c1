internal import TreadleCore
public import TreadleTracing

/// A model whose every answer is a call in the trace, beneath the call it is asked in.
///
/// A streamed call ends when the stream does, and then has the whole answer, the usage and the time to the first token;
/// one that was given up has what had come.
public struct TracedModel<Base: Sendable>: Sendable {
    private let base: Base
    private let tracer: Tracer

    /// Wraps a model.
    public init(_ base: Base, tracer: Tracer) {
        self.base = base
        self.tracer = tracer
    }
}

extension TracedModel: LanguageModel where Base: LanguageModel {
    public var provider: String { self.base.provider }

    private func start(_ request: ChatRequest) -> OpenCall {
        self.tracer.startCall("\(self.base.provider).chat.completions.create", inputs: request.wire)
    }

    public func complete(_ request: ChatRequest) async throws -> ChatCompletion {
        let call = self.start(request)
        do {
            let completion = try await self.base.complete(request)
            call.addUsage(of: completion, for: request)
            call.finish(output: completion.wire)
            return completion
        } catch {
            call.end(with: error)
            throw error
        }
    }

    public func stream(_ request: ChatRequest) async throws -> any ChatStream {
        let call = self.start(request)
        do {
            return TracedChatStream(try await self.base.stream(request), of: request, call: call)
        } catch {
            call.end(with: error)
            throw error
        }
    }
}

extension TracedModel: EmbeddingModel where Base: EmbeddingModel {
    public var provider: String { self.base.provider }

    public func embed(_ request: EmbeddingRequest) async throws -> EmbeddingAnswer {
        let call = self.tracer.startCall("\(self.base.provider).embeddings.create", inputs: request.wire)
        do {
            let answer = try await self.base.embed(request)
            if let usage = answer.usage { call.addUsage(model: answer.model ?? request.model, usage) }
            call.finish(output: answer.wire)
            return answer
        } catch {
            call.end(with: error)
            throw error
        }
    }
}

extension OpenCall {
    /// Counts an answer's tokens, under the name the model gives itself.
    func addUsage(of completion: ChatCompletion, for request: ChatRequest) {
        guard let usage = completion.usage else { return }
        self.addUsage(model: completion.model ?? request.model, usage)
    }

    /// Ends the call as failed, or as cancelled.
    package func end(with error: any Error) {
        if error is CancellationError { self.cancel() } else { self.fail(error) }
    }
}

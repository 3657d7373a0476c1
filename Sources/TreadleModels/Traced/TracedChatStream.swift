internal import TreadleTracing

/// Passes a stream on and ends its call when the stream ends, however that is.
struct TracedChatStream: ChatStream {
    private let base: any ChatStream
    private let request: ChatRequest
    private let call: OpenCall

    init(_ base: any ChatStream, of request: ChatRequest, call: OpenCall) {
        self.base = base
        self.request = request
        self.call = call
    }

    func next() async -> ChatEvent? {
        let event = await self.base.next()
        switch event {
        case .chunk(let chunk): if chunk.hasToken { self.call.markFirstToken() }
        case .completed(let completion), .incomplete(let completion):
            self.call.addUsage(of: completion, for: self.request)
            self.call.finish(output: completion.wire)
        case .failed(let error, let partial):
            self.keep(partial)
            self.call.fail(error)
        case .cancelled(let partial):
            self.keep(partial)
            self.call.cancel()
        case nil: break
        }
        return event
    }

    func cancel() -> ChatCompletion? {
        guard let partial = self.base.cancel() else { return nil }
        self.keep(partial)
        self.call.cancel()
        return partial
    }

    private func keep(_ partial: ChatCompletion) {
        self.call.addUsage(of: partial, for: self.request)
        self.call.setOutput(partial.wire)
    }
}

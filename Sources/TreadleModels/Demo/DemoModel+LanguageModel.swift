internal import TreadleCore

extension DemoModel: LanguageModel {
    public func complete(_ request: ChatRequest) async throws -> ChatCompletion {
        try Task.checkCancellation()
        let request = try DemoRequest(request)
        let id = self.makeID()
        let answer = DemoAnswer(to: request, id: id)
        return self.writer(id, request).completion(
            Array(repeating: answer.choice, count: request.choiceCount), usage: answer.usage)
    }

    public func stream(_ request: ChatRequest) async throws -> any ChatStream {
        try Task.checkCancellation()
        let request = try DemoRequest(request)
        let id = self.makeID()
        let answer = DemoAnswer(to: request, id: id)
        let writer = self.writer(id, request)
        return DemoStream(
            answer.chunks(for: request, by: writer), usage: writer.usage(answer.usage), delay: self.delayBetweenWords,
            clock: self.clock
        )
    }

    private func writer(_ id: String, _ request: DemoRequest) -> ChatChunkWriter {
        ChatChunkWriter(
            id: "chatcmpl-demo-\(id)", created: Int(self.now().microseconds / 1_000_000), model: Self.name,
            fingerprint: Self.fingerprint, includesUsage: request.includesUsage)
    }
}

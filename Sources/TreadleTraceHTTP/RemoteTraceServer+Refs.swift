public import TreadleCore
public import TreadleTrace

extension RemoteTraceServer: RefStore {
    public func values(of refs: [String]) async throws -> [RawJSON] {
        let body = JSONWriter.object { writer in
            writer.array("refs") { writer in
                for ref in refs { writer.write(ref) }
            }
        }
        return try await self.parse(self.answer(to: "/refs/read_batch", body)) { answer in
            answer["vals"].map { $0.elements() }.flatMap { $0.count == refs.count ? $0 : nil }
        }
    }
}

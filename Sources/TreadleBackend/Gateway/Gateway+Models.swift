internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels

extension Gateway {
    func models(_ timing: RequestTiming) async throws -> HTTPResponse {
        let cards = try await self.cards()
        let list = JSONWriter.object { writer in
            writer.member("object", "list")
            writer.array("data") { writer in for card in cards { writer.write(card.wire) } }
        }
        return .json(list, headers: timing.fields(callID: ""))
    }

    func model(_ escaped: String, _ timing: RequestTiming) async throws -> HTTPResponse {
        // Names such as `org/model` come with their slash escaped or as it is.
        let name = escaped.removingPercentEncoding
        // Ours is there while the upstream is not.
        let cards = name == ModelCatalog.demoName ? [ModelCard.demo].compactMap(\.self) : try await self.cards()
        guard let card = cards.first(where: { $0.id == name }) else {
            throw GatewayFailure(
                404, "there is no model of that name; GET /v1/models lists those there are",
                type: "invalid_request_error", parameter: "model", code: "model_not_found")
        }
        return .json(card.wire, headers: timing.fields(callID: ""))
    }

    /// The upstream's models but one that it calls `demo`, and ours.
    private func cards() async throws -> [ModelCard] {
        let upstream = try await self.parts.listUpstreamModels?() ?? []
        return upstream.filter { $0.id != ModelCatalog.demoName } + [ModelCard.demo].compactMap(\.self)
    }
}

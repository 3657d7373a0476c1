internal import TreadleCore
internal import TreadleModels

/// What a chat request over the WebSocket is given that does not say it itself.
public struct ChatDefaults: Sendable {
    /// `OPENAI_MODEL`.
    public var model: String
    /// `OPENAI_MAX_TOKENS`; `nil` leaves it to the model.
    public var maxTokens: Int?
    /// `OPENAI_TEMPERATURE`; `nil` leaves it to the model.
    public var temperature: Double?

    /// Makes defaults.
    public init(model: String, maxTokens: Int? = nil, temperature: Double? = nil) {
        self.model = model
        self.maxTokens = maxTokens
        self.temperature = temperature
    }

    /// The members that a payload lacks.
    func additions(to payload: RawJSON) -> [(name: String, value: RawJSON?)] {
        let names: [StaticString] = ["model", "max_tokens", "max_completion_tokens", "temperature"]
        let values = payload.values(for: names).map { $0?.isNull == true ? nil : $0 }
        var additions: [(name: String, value: RawJSON?)] = []
        if values[0] == nil || values[0]?.string == "" { additions.append(("model", RawJSON(string: self.model))) }
        if values[1] == nil, values[2] == nil, let limit = self.maxTokens {
            additions.append(("max_tokens", RawJSON(integer: limit)))
        }
        if values[3] == nil, let temperature = self.temperature {
            additions.append(("temperature", RawJSON(JSONValue.double(temperature))))
        }
        return additions
    }
}

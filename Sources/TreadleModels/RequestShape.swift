internal import TreadleCore

/// What is checked of every request before it goes anywhere; the model that answers checks the rest.
enum RequestShape {
    static func check(_ wire: RawJSON) throws(ModelError) {
        guard wire.kind == .object else {
            throw ModelError(.invalidRequest, "the request must be a JSON object, not \(wire.kind.rawValue)")
        }
        if let model = wire["model"], model.kind != .string, !model.isNull {
            throw ModelError(.invalidRequest, "model must be a string", parameter: "model")
        }
    }
}

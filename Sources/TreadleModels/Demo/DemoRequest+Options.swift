internal import TreadleCore

extension DemoRequest {
    private static func failure(_ path: String, _ problem: String) -> ModelError {
        ModelError(.invalidRequest, "\(path) \(problem)", parameter: path)
    }

    /// Up to four texts that end the answer.
    static func stops(_ members: DemoMembers) throws(ModelError) -> [String] {
        guard let raw = members["stop"] else { return [] }
        if let stop = raw.string { return stop.isEmpty ? [] : [stop] }
        let stops = raw.elements().map(\.string)
        guard raw.kind == .array, stops.count <= 4 else {
            throw Self.failure("stop", "must be a string or an array of up to four strings")
        }
        if let index = stops.firstIndex(of: nil) { throw Self.failure("stop[\(index)]", "must be a string") }
        return stops.compactMap { $0 }.filter { !$0.isEmpty }
    }

    static func format(_ members: DemoMembers) throws(ModelError) -> Format {
        guard let raw = members["response_format"] else { return .text }
        switch raw["type"]?.string {
        case "text": return .text
        case "json_object": return .jsonObject
        case "json_schema":
            guard let format = raw["json_schema"], format.kind == .object else {
                throw Self.failure("response_format.json_schema", "must be an object")
            }
            guard format["name"]?.string != nil else {
                throw Self.failure("response_format.json_schema.name", "must be a string")
            }
            guard let schema = format["schema"] else { return .jsonObject }
            guard schema.kind == .object else {
                throw Self.failure("response_format.json_schema.schema", "must be an object")
            }
            return .jsonSchema(JSONValue(schema))
        default: throw Self.failure("response_format.type", "must be one of text, json_object, json_schema")
        }
    }

    static func includesUsage(_ members: DemoMembers, _ isStreaming: Bool) throws(ModelError) -> Bool {
        guard let raw = members["stream_options"] else { return false }
        guard raw.kind == .object else { throw Self.failure("stream_options", "must be an object") }
        guard let value = raw["include_usage"], !value.isNull else { return false }
        guard let includes = value.boolean else {
            throw Self.failure("stream_options.include_usage", "must be true or false")
        }
        return includes
    }
}

internal import TreadleCore

extension DemoRequest {
    private static let roles = ["system", "developer", "user", "assistant", "tool", "function"]

    static func check(_ messages: [ChatMessage]) throws(ModelError) {
        for (index, message) in messages.enumerated() {
            try Self.check(message.wire, "messages[\(index)]")
        }
    }

    private static func failure(_ path: String, _ problem: String) -> ModelError {
        ModelError(.invalidRequest, "\(path) \(problem)", parameter: path)
    }

    private static func check(_ message: RawJSON, _ path: String) throws(ModelError) {
        guard message.kind == .object else {
            throw Self.failure(path, "must be an object, not \(message.kind.rawValue)")
        }
        let values = message.values(for: ["role", "content", "tool_calls", "tool_call_id", "name"])
        guard let role = values[0]?.string, Self.roles.contains(role) else {
            throw Self.failure("\(path).role", "must be one of \(Self.roles.joined(separator: ", "))")
        }
        if role == "tool", values[3]?.string == nil {
            throw Self.failure("\(path).tool_call_id", "is required, the identifier of the call that the tool answers")
        }
        if role == "assistant", let calls = values[2], !calls.isNull { try Self.check(calls: calls, path) }
        if let name = values[4], !name.isNull, name.string == nil {
            throw Self.failure("\(path).name", "must be a string")
        }
        try Self.check(content: values[1], of: message, role, "\(path).content")
    }

    private static func check(
        content: RawJSON?, of message: RawJSON, _ role: String, _ path: String
    ) throws(ModelError) {
        guard let content, !content.isNull else {
            // What else an assistant may have said instead of text.
            let others = message.values(for: ["tool_calls", "function_call", "refusal", "audio"])
            if role == "function" || (role == "assistant" && others.contains { !($0?.isNull ?? true) }) { return }
            throw Self.failure(path, "is required")
        }
        switch content.kind {
        case .string: return
        case .array:
            let parts = content.elements()
            if parts.isEmpty { throw Self.failure(path, "must have at least one part") }
            for (index, part) in parts.enumerated() { try Self.check(part: part, "\(path)[\(index)]") }
        default: throw Self.failure(path, "must be a string or an array of parts, not \(content.kind.rawValue)")
        }
    }

    private static func check(part: RawJSON, _ path: String) throws(ModelError) {
        guard part.kind == .object else { throw Self.failure(path, "must be an object, not \(part.kind.rawValue)") }
        switch part["type"]?.string {
        case "text":
            guard part["text"]?.string != nil else { throw Self.failure("\(path).text", "must be a string") }
        case "image_url":
            guard let image = part["image_url"], image.kind == .object else {
                throw Self.failure("\(path).image_url", "must be an object with a url")
            }
            guard image["url"]?.string != nil else { throw Self.failure("\(path).image_url.url", "must be a string") }
        case "refusal", "input_audio", "file": return
        default:
            throw Self.failure("\(path).type", "must be one of text, image_url, input_audio, file, refusal")
        }
    }

    private static func check(calls: RawJSON, _ path: String) throws(ModelError) {
        guard calls.kind == .array else { throw Self.failure("\(path).tool_calls", "must be an array") }
        for (index, call) in calls.elements().enumerated() {
            let path = "\(path).tool_calls[\(index)]"
            guard call["id"]?.string != nil else { throw Self.failure("\(path).id", "must be a string") }
            let function = call["function"]
            guard function?["name"]?.string != nil else {
                throw Self.failure("\(path).function.name", "must be a string")
            }
            guard function?["arguments"]?.string != nil else {
                throw Self.failure("\(path).function.arguments", "must be a string of JSON")
            }
        }
    }
}

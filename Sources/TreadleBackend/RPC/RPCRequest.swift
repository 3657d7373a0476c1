internal import TreadleCore

/// One request of the WebSocket protocol (`docs/websocket.md`).
struct RPCRequest: Sendable {
    /// The request types there are.
    enum Kind: String, CaseIterable, Sendable {
        case chatCompletion = "chat_completion"
        case chatCompletionStream = "chat_completion_stream"
        case embedding, ping
        case toolsList = "tools_list"
        case toolExecute = "tool_execute"
        case cancel
    }

    var kind: Kind
    var id: String
    var payload: RawJSON

    static let maximumIDBytes = 256

    /// Reads a frame.
    ///
    /// - Throws: ``RPCFailure``, with the request's identifier where that could be read.
    init(_ text: ArraySlice<UInt8>) throws(RPCFailure) {
        let frame: RawJSON
        do {
            frame = try RawJSON(text)
        } catch {
            throw RPCFailure(nil, .validation, "the message is not JSON: \(error)")
        }
        guard frame.kind == .object else {
            throw RPCFailure(nil, .validation, "the message must be a JSON object, not \(frame.kind.rawValue)")
        }
        let values = frame.values(for: ["type", "request_id", "payload"])
        let id = try Self.requestID(values[1])
        guard let type = values[0]?.string else {
            throw RPCFailure(id, .validation, "type must be a string; \(Self.knownTypes)", parameter: "type")
        }
        guard let kind = Kind(rawValue: type) else {
            throw RPCFailure(id, .validation, "unknown type; \(Self.knownTypes)", parameter: "type")
        }
        let payload = values[2].flatMap { $0.isNull ? nil : $0 } ?? .emptyObject
        guard payload.kind == .object else {
            throw RPCFailure(
                id, .validation, "payload must be an object, not \(payload.kind.rawValue)", parameter: "payload")
        }
        self.kind = kind
        self.id = id
        self.payload = payload
    }

    private static func requestID(_ value: RawJSON?) throws(RPCFailure) -> String {
        guard let value, !value.isNull else {
            throw RPCFailure(nil, .validation, "request_id is required", parameter: "request_id")
        }
        guard let id = value.string else {
            throw RPCFailure(nil, .validation, "request_id must be a string", parameter: "request_id")
        }
        guard !id.isEmpty, id.utf8.count <= Self.maximumIDBytes else {
            throw RPCFailure(
                nil, .validation, "request_id must have 1 to \(Self.maximumIDBytes) bytes", parameter: "request_id")
        }
        return id
    }

    private static let knownTypes =
        "there are " + Kind.allCases.map(\.rawValue).joined(separator: ", ")
}

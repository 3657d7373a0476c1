internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels
internal import TreadleTracing

/// A streamed answer as server-sent events: a `data:` line for each chunk, `[DONE]` after a whole answer, and after a
/// broken one an `error` object and no `[DONE]`.
///
/// The request's call ends with the stream, before the last bytes leave.
final class ChatEventBody: HTTPBodyStream {
    private let stream: any ChatStream
    private let call: OpenCall

    init(_ stream: any ChatStream, call: OpenCall) {
        self.stream = stream
        self.call = call
    }

    func next() async throws -> ArraySlice<UInt8>? {
        switch await self.stream.next() {
        case .chunk(let chunk):
            if chunk.hasToken { self.call.markFirstToken() }
            return Self.event(chunk.wire)
        case .completed(let completion), .incomplete(let completion):
            self.call.finish(output: completion.wire)
            return Self.done
        case .failed(let error, let partial):
            self.call.setOutput(partial.wire)
            self.call.fail(error)
            return Self.event(GatewayFailure(error).wire)
        case .cancelled(let partial):
            self.recordCancellation(partial)
            throw CancellationError()
        case nil:
            return nil
        }
    }

    func cancel() {
        guard let partial = self.stream.cancel() else { return }
        self.recordCancellation(partial)
    }

    private func recordCancellation(_ partial: ChatCompletion) {
        self.call.setOutput(partial.wire)
        self.call.cancel(reason: "the client went away")
    }

    private static let done = [UInt8](utf8: "data: [DONE]\n\n")[...]

    private static func event(_ data: RawJSON) -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.bytes.count + 8)
        bytes.append(contentsOf: "data: ".utf8)
        // A chunk may have been pretty-printed over several `data:` lines upstream; each line needs its own prefix.
        if data.bytes.contains(UInt8(ascii: "\n")) {
            bytes.append(contentsOf: RawJSON(JSONValue(data)).bytes)
        } else {
            bytes.append(contentsOf: data.bytes)
        }
        bytes.append(contentsOf: "\n\n".utf8)
        return bytes[...]
    }
}

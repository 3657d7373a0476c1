/// Reads the events of a body that is a `text/event-stream`.
public struct ServerSentEventReader: Sendable {
    /// The parser, with what it knows of the stream.
    public private(set) var parser: ServerSentEventParser
    private let stream: (any HTTPBodyStream)?

    /// Makes the one reader of a body.
    ///
    /// - Parameter limit: How many bytes one line, and the data of one event, may have.
    public init(_ body: HTTPBody, limit: Int = 16 << 20) {
        self.parser = ServerSentEventParser(limit: limit)
        switch body {
        case .bytes(let bytes):
            self.parser.append(bytes)
            self.stream = nil
        case .stream(let stream, _):
            self.stream = stream
        }
    }

    /// The next event; `nil` at the body's end, where an event that was cut off is left out (see
    /// ``ServerSentEventParser/isInsideEvent``).
    ///
    /// Cancelling the calling task gives the body up.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/bodyTooLarge`` for an event over the limit, upon which the body is
    ///   given up, and what the body's stream throws.
    public mutating func next() async throws -> ServerSentEvent? {
        while true {
            do {
                if let event = try self.parser.next() { return event }
            } catch {
                self.cancel()
                throw error
            }
            guard let part = try await self.stream?.next() else { return nil }
            self.parser.append(part)
        }
    }

    /// Gives the rest of the body up.
    public func cancel() {
        self.stream?.cancel()
    }
}

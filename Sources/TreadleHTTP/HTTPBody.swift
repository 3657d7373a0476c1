/// What a request or a response carries.
public enum HTTPBody: Sendable {
    /// All of it, in memory; empty for none.
    case bytes(ArraySlice<UInt8>)
    /// Parts as they come. `length` is the whole length in bytes where it is known beforehand.
    case stream(any HTTPBodyStream, length: Int? = nil)

    /// Nothing.
    public static let empty = HTTPBody.bytes([])

    /// All of a text, as UTF-8.
    public static func text(_ text: String) -> HTTPBody { .bytes(Array(text.utf8)[...]) }

    /// Reads the whole body into memory.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/bodyTooLarge`` past `limit` bytes (the rest is given up), and what
    ///   the stream throws.
    public func collect(upTo limit: Int) async throws -> ArraySlice<UInt8> {
        switch self {
        case .bytes(let bytes):
            guard bytes.count <= limit else { throw HTTPError.bodyTooLarge(limit: limit) }
            return bytes
        case .stream(let stream, let length):
            if let length, length > limit {
                stream.cancel()
                throw HTTPError.bodyTooLarge(limit: limit)
            }
            return try await Self.collect(stream, upTo: limit)
        }
    }

    private static func collect(_ stream: any HTTPBodyStream, upTo limit: Int) async throws -> ArraySlice<UInt8> {
        guard let first = try await stream.next() else { return [] }
        var whole = first
        while true {
            if whole.count > limit {
                stream.cancel()
                throw HTTPError.bodyTooLarge(limit: limit)
            }
            guard let part = try await stream.next() else { return whole }
            whole.append(contentsOf: part)
        }
    }

    /// Gives up a body that will not be read.
    public func discard() {
        if case .stream(let stream, _) = self { stream.cancel() }
    }
}

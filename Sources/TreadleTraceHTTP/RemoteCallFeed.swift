internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

/// Calls of a project as a server records them: a sequence for one reader.
///
/// Letting go of it, or cancelling the task that reads, ends the request.
public struct RemoteCallFeed: AsyncSequence, Sendable {
    /// Calls as they came, and how many the server left out before them because this reader was too slow.
    public typealias Element = CallFeed.Delivery

    /// Gives the body up with the last of those who could read it.
    fileprivate final class Connection: Sendable {
        let body: HTTPBody
        init(body: HTTPBody) { self.body = body }
        deinit { self.body.discard() }
    }

    private let connection: Connection
    private let server: RemoteTraceServer

    init(body: HTTPBody, server: RemoteTraceServer) {
        self.connection = Connection(body: body)
        self.server = server
    }

    /// Ends the request.
    public func cancel() { self.connection.body.discard() }

    public func makeAsyncIterator() -> Iterator {
        Iterator(
            connection: self.connection, server: self.server,
            lines: LineReader(of: self.connection.body, lineLimit: self.server.options.callLimit))
    }

    /// Reads a feed.
    public struct Iterator: AsyncIteratorProtocol {
        private let connection: Connection
        private let server: RemoteTraceServer
        private var lines: LineReader
        private var event = ""

        fileprivate init(connection: Connection, server: RemoteTraceServer, lines: LineReader) {
            self.connection = connection
            self.server = server
            self.lines = lines
        }

        /// The next delivery; `nil` when the server has ended the feed.
        ///
        /// - Throws: ``TraceError`` when the connection breaks, `CancellationError` after cancellation.
        public mutating func next() async throws -> CallFeed.Delivery? {
            do {
                while let line = try await self.lines.next() {
                    if let delivery = try self.read(String(decoding: line.prefix(7), as: UTF8.self), line) {
                        return delivery
                    }
                }
                return nil
            } catch let error as HTTPError {
                throw self.server.failure(error)
            } catch let error as CancellationError {
                throw error
            } catch {
                self.connection.body.discard()
                throw self.server.nonsense(error)
            }
        }

        /// Reads one line of an event; ours have one `data` line each, after their name.
        private mutating func read(_ start: String, _ line: ArraySlice<UInt8>) throws -> CallFeed.Delivery? {
            if start == "event: " {
                self.event = String(decoding: line.dropFirst(7), as: UTF8.self)
            } else if start.hasPrefix("data: ") {
                let data = try RawJSON(line.dropFirst(6), limits: .wire)
                switch self.event {
                case "call": return CallFeed.Delivery(calls: [try Call(answer: data)])
                case "lost": return CallFeed.Delivery(calls: [], lostCount: data["count"]?.integer ?? 0)
                default: return nil
                }
            }
            return nil
        }
    }
}

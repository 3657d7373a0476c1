internal import TreadleHTTP

/// Cuts a body into lines, as it comes.
struct LineReader {
    private let body: HTTPBody
    private let limit: Int
    private var buffer: ArraySlice<UInt8> = []
    /// How much of the buffer is known to hold no line break.
    private var searched = 0
    private var isAtEnd = false

    init(of body: HTTPBody, lineLimit: Int) {
        self.limit = lineLimit
        switch body {
        case .bytes(let bytes):
            self.buffer = bytes
            self.isAtEnd = true
            self.body = .empty
        case .stream: self.body = body
        }
    }

    /// The next line without its end, a last one without an end too; `nil` after it.
    mutating func next() async throws -> ArraySlice<UInt8>? {
        while true {
            if let end = self.buffer.dropFirst(self.searched).firstIndex(of: 0x0A) {
                defer {
                    self.buffer = self.buffer[(end + 1)...]
                    self.searched = 0
                }
                return self.buffer[..<end]
            }
            self.searched = self.buffer.count
            guard self.searched <= self.limit else {
                self.discard()
                throw HTTPError.bodyTooLarge(limit: self.limit)
            }
            guard !self.isAtEnd, case .stream(let stream, _) = self.body, let part = try await stream.next() else {
                self.isAtEnd = true
                defer { self.buffer = [] }
                return self.buffer.isEmpty ? nil : self.buffer
            }
            if self.buffer.isEmpty { self.buffer = part } else { self.buffer += part }
        }
    }

    func discard() { self.body.discard() }
}

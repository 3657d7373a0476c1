/// Parses a `text/event-stream` (WHATWG HTML, section 9.2.6) that comes in parts of any size.
///
/// It is pure: ``append(_:)`` feeds it, and ``next()`` takes out one event after the other. An event that the stream's end
/// cuts off is none. An event of one `data:` line inside one part is a slice of that part; nothing is copied.
public struct ServerSentEventParser: Sendable {
    /// How long the other side asks to wait before connecting again: what the latest `retry:` said.
    public private(set) var reconnectionTime: Duration?

    private let limit: Int
    /// What was appended and not parsed yet.
    private var input: ArraySlice<UInt8> = []
    /// The beginning of a line whose end has not come.
    private var line: [UInt8] = []
    /// Whether a line feed right at the start of the input belongs to a carriage return before it.
    private var skipsLineFeed = false
    private var isAtStart = true
    private var type = ""
    private var data: ArraySlice<UInt8>?
    private var id = ""
    private var isOverLimit = false

    /// Makes a parser for one stream.
    ///
    /// - Parameter limit: How many bytes one line, and the data of one event, may have.
    public init(limit: Int = 16 << 20) {
        self.limit = limit
    }

    /// Whether something of an event came whose end has not: at the stream's end, that it was cut off.
    public var isInsideEvent: Bool { self.data != nil || !self.line.isEmpty || !self.input.isEmpty }

    /// Adds a part of the stream.
    public mutating func append(_ part: ArraySlice<UInt8>) {
        if self.input.isEmpty {
            self.input = part
        } else {
            self.input.append(contentsOf: part)
        }
    }

    /// The next event; `nil` when more of the stream is needed.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/bodyTooLarge`` for a line or an event over the limit, from then on
    ///   always.
    /// - Complexity: O(*n*) in the bytes that were appended, over all calls.
    public mutating func next() throws -> ServerSentEvent? {
        while let line = try self.nextLine() {
            if line.isEmpty {
                if let event = self.finishEvent() { return event }
            } else {
                try self.addField(line)
            }
        }
        return nil
    }

    /// The next whole line without its end; `nil` when its end has not come.
    private mutating func nextLine() throws -> ArraySlice<UInt8>? {
        guard !self.isOverLimit else { throw self.overLimit() }
        if self.skipsLineFeed, let first = self.input.first {
            self.skipsLineFeed = false
            if first == UInt8(ascii: "\n") { self.input = self.input.dropFirst() }
        }
        guard let end = self.input.firstLineBreak else {
            self.line.append(contentsOf: self.input)
            self.input = []
            guard self.line.count <= self.limit else { throw self.overLimit() }
            return nil
        }
        self.skipsLineFeed = self.input[end] == UInt8(ascii: "\r")
        var line = self.input[..<end]
        self.input = self.input[(end + 1)...]
        if !self.line.isEmpty {
            self.line.append(contentsOf: line)
            line = self.line[...]
            self.line = []
        }
        guard line.count <= self.limit else { throw self.overLimit() }
        if self.isAtStart {
            self.isAtStart = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        }
        return line
    }

    private mutating func addField(_ line: ArraySlice<UInt8>) throws {
        let nameEnd = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[nameEnd...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        let name = line[..<nameEnd]
        switch name.count {
        case 4 where name.elementsEqual("data".utf8): try self.addData(value)
        case 5 where name.elementsEqual("event".utf8): self.type = String(decoding: value, as: UTF8.self)
        case 2 where name.elementsEqual("id".utf8):
            if !value.contains(0) { self.id = String(decoding: value, as: UTF8.self) }
        case 5 where name.elementsEqual("retry".utf8):
            let isNumber = !value.isEmpty && value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if isNumber, let milliseconds = Int(String(decoding: value, as: UTF8.self)) {
                self.reconnectionTime = .milliseconds(milliseconds)
            }
        default: break  // A comment, whose name is empty, or a field nobody knows.
        }
    }

    private mutating func addData(_ value: ArraySlice<UInt8>) throws {
        guard var data = self.data else { return self.data = value }
        guard data.count + 1 + value.count <= self.limit else { throw self.overLimit() }
        self.data = nil  // so that what was joined so far is not copied below
        data.append(UInt8(ascii: "\n"))
        data.append(contentsOf: value)
        self.data = data
    }

    /// A blank line came: what was collected is an event if it has data.
    private mutating func finishEvent() -> ServerSentEvent? {
        defer {
            self.type = ""
            self.data = nil
        }
        guard let data = self.data else { return nil }
        return ServerSentEvent(type: self.type.isEmpty ? "message" : self.type, data: data, id: self.id)
    }

    private mutating func overLimit() -> HTTPError {
        self.isOverLimit = true
        self.input = []
        self.line = []
        self.data = nil
        return HTTPError(.bodyTooLarge, "a server-sent event is larger than \(self.limit) bytes, the limit on events")
    }
}

internal import TreadleHTTP

extension ResponseHead {
    /// Puts a response's head together from its lines; knows informational heads and trailers from it.
    ///
    /// It is pure: it is fed with lines and says what they come to.
    struct Collector {
        enum Result: Equatable {
            /// The head goes on, or this line is none of its.
            case more
            /// The blank line came: that was all of it.
            case head(ResponseHead)
            /// It is longer than the limit, or no head.
            case malformed
        }

        private enum State {
            case waiting
            case collecting(ResponseHead)
            case done
        }

        private let limit: Int
        private let decodesBody: Bool
        private var state = State.waiting
        private var byteCount = 0

        /// - Parameter decodesBody: Whether the body is decompressed on its way, which outdates its length and coding.
        init(limit: Int, decodesBody: Bool) {
            self.limit = limit
            self.decodesBody = decodesBody
        }

        /// Takes one line, its line break included.
        mutating func add(_ line: some BidirectionalCollection<UInt8>) -> Result {
            switch self.state {
            case .done:
                return .more  // a trailer
            case .waiting:
                self.byteCount += line.count
                guard let status = Self.status(line) else { return .malformed }
                self.state = .collecting(ResponseHead(status: status))
            case .collecting(var head):
                self.byteCount += line.count
                self.state = .waiting  // so that the head is not copied below
                let content = Self.trimmed(line)
                guard self.byteCount <= self.limit else { return .malformed }
                if content.isEmpty {
                    if let head = Self.finished(head, decodesBody: self.decodesBody) {
                        self.state = .done
                        return .head(head)
                    }
                    return .more
                }
                if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
                    head.continueLastField(with: content)
                } else {
                    head.add(content)
                }
                self.state = .collecting(head)
            }
            return self.byteCount <= self.limit ? .more : .malformed
        }

        /// The head without its framing; `nil` for an informational one, which another follows.
        private static func finished(_ head: ResponseHead, decodesBody: Bool) -> ResponseHead? {
            // 101 is final: nobody asked for another protocol, so what follows is the answer.
            guard head.status >= 200 || head.status == 101 else { return nil }
            var head = head
            let isDecoded = decodesBody && head.headers["Content-Encoding"] != nil
            let isFramedByLength = head.headers["Transfer-Encoding"] == nil && !isDecoded
            head.length = isFramedByLength ? head.headers["Content-Length"].flatMap { Int($0) } : nil
            for name in ["Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive"] { head.headers[name] = nil }
            if isDecoded { head.headers["Content-Encoding"] = nil }
            return head
        }

        /// The status in `HTTP/1.1 200 OK`.
        private static func status(_ line: some BidirectionalCollection<UInt8>) -> Int? {
            let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
            guard words.count >= 2, words[0].starts(with: "HTTP/".utf8) else { return nil }
            return Int(String(decoding: Self.trimmed(words[1]), as: UTF8.self))
        }

        private static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ line: Bytes) -> Bytes.SubSequence {
            let start = line.firstIndex { !Self.isBlank($0) } ?? line.endIndex
            let rest = line[start...]
            return rest[..<(rest.lastIndex { !Self.isBlank($0) }.map { rest.index(after: $0) } ?? start)]
        }

        fileprivate static func isBlank(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
                || byte == UInt8(ascii: "\n")
        }
    }

    /// Adds `Name: value`; a line without a colon is passed over, as libcurl does.
    fileprivate mutating func add<Bytes: BidirectionalCollection<UInt8>>(_ line: Bytes) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        let value = line[line.index(after: colon)...].drop(while: Collector.isBlank)
        self.headers.append(String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }

    /// A line that begins with white space goes on with the field before it (RFC 9112, section 5.2).
    fileprivate mutating func continueLastField(with text: some Collection<UInt8>) {
        guard let last = self.headers.fields.last else { return }
        let value = last.value + " " + String(decoding: text, as: UTF8.self)
        self.headers = HTTPFields(self.headers.fields.dropLast() + [HTTPFields.Field(last.name, value)])
    }
}

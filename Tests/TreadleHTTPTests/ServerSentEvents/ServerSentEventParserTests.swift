import Testing
import TreadleHTTP

@Suite struct ServerSentEventParserTests {
    /// The events of a stream that comes in these parts.
    private func events(_ parts: [ArraySlice<UInt8>]) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        for part in parts {
            parser.append(part)
            while let event = try parser.next() { events.append(event) }
        }
        return events
    }

    private func events(_ text: String) throws -> [ServerSentEvent] { try self.events([ArraySlice(text.utf8)]) }

    private static func event(_ data: String, type: String = "message", id: String = "") -> ServerSentEvent {
        ServerSentEvent(type: type, data: ArraySlice(data.utf8), id: id)
    }

    /// Streams and what they come to; the first ones are the standard's own examples.
    static let streams: [(String, [ServerSentEvent])] = [
        ("data: YHOO\ndata: +2\ndata: 10\n\n", [event("YHOO\n+2\n10")]),
        (
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            [event("first event", id: "1"), event("second event"), event(" third event")]
        ),
        ("data\n\ndata\ndata\n\ndata:", [event(""), event("\n")]),
        ("data:test\n\ndata: test\n\n", [event("test"), event("test")]),
        ("event: weave\ndata: {\"loom\": 7}\n\n", [event("{\"loom\": 7}", type: "weave")]),
        ("data: a\r\rdata: b\r\n\r\ndata: c\n\r\n", [event("a"), event("b"), event("c")]),
        ("data: a\r\n\rdata: b\r\r\n", [event("a"), event("b")]),
        ("\u{FEFF}data: marked\n\n", [event("marked")]),
        ("\u{FEFF}\u{FEFF}data: twice\n\ndata: x\n\n", [event("x")]),
        ("data: grün, 織機, 🧶\n\n", [event("grün, 織機, 🧶")]),
        ("event: lost\n\ndata: kept\n\n", [event("kept")]),
        ("event: a\nevent: b\ndata\nevent:\n\n", [event("")]),
        ("id: 1\ndata: a\n\ndata: b\n\nid: \u{0}2\ndata: c\n\n", ["a", "b", "c"].map { event($0, id: "1") }),
        ("Data: x\ndata : y\n data: z\nfoo: bar\nretry: 5\n\ndata: a:b: c\n\n", [event("a:b: c")]),
        (":\n:::\n: data: x\n\n\n\n\ndata: y\n\n", [event("y")]),
        ("", []), ("\n\r\n\r", []), ("data: cut off\n", []), ("data: cut off", []),
    ]

    @Test(arguments: Self.streams)
    func `a stream in one part`(text: String, expected: [ServerSentEvent]) throws {
        #expect(try self.events(text) == expected)
    }

    @Test(arguments: Self.streams)
    func `a stream byte by byte`(text: String, expected: [ServerSentEvent]) throws {
        #expect(try self.events(text.utf8.map { [$0] }) == expected)
    }

    @Test(arguments: Self.streams)
    func `a stream in two parts, split anywhere`(text: String, expected: [ServerSentEvent]) throws {
        let bytes = ArraySlice(text.utf8)
        for split in bytes.indices {
            #expect(try self.events([bytes[..<split], bytes[split...]]) == expected, "split at \(split)")
        }
    }

    @Test(arguments: Self.streams)
    func `a stream in three parts, with an empty one`(text: String, expected: [ServerSentEvent]) throws {
        let bytes = ArraySlice(text.utf8)
        for split in bytes.indices {
            #expect(try self.events([bytes[..<split], [], bytes[split...]]) == expected, "split at \(split)")
        }
    }

    @Test func `parts may be appended before the last one is parsed`() throws {
        var parser = ServerSentEventParser()
        parser.append(ArraySlice("data: a\n\nda".utf8))
        parser.append(ArraySlice("ta: b\n\n".utf8))
        #expect(try parser.next()?.text == "a")
        #expect(try parser.next()?.text == "b")
        #expect(try parser.next() == nil)
    }

    @Test func `a carriage return ends an event at once`() throws {
        #expect(try self.events("data: now\r\r") == [Self.event("now")])
    }

    @Test func `an event of one line is a slice of its part`() throws {
        let part = ArraySlice("data: {\"shuttle\": 1}\n\n".utf8)
        var parser = ServerSentEventParser()
        parser.append(part)
        let event = try #require(try parser.next())
        let isInside = part.withUnsafeBytes { whole in
            event.data.withUnsafeBytes { data in
                guard let start = whole.baseAddress, let place = data.baseAddress else { return false }
                return place >= start && place < start + whole.count
            }
        }
        #expect(isInside)
    }

    @Test(arguments: [
        ("retry: 1500\n", 1500), ("retry:0\n", 0), ("retry: 1 s\n", nil), ("retry\n", nil), ("retry: -1\n", nil),
        ("retry: 99999999999999999999999\n", nil), ("retry: 7\nretry: x\n", 7),
    ])
    func `the time before connecting again is digits and nothing else`(text: String, milliseconds: Int?) throws {
        var parser = ServerSentEventParser()
        parser.append(ArraySlice(text.utf8))
        #expect(try parser.next() == nil)
        #expect(parser.reconnectionTime == milliseconds.map { .milliseconds($0) })
    }

    @Test func `an event that was cut off shows`() throws {
        for (text, isInside) in [("data: a\n\n", false), ("data: a\n", true), ("dat", true), (": x\n", false)] {
            var parser = ServerSentEventParser()
            parser.append(ArraySlice(text.utf8))
            while try parser.next() != nil {}
            #expect(parser.isInsideEvent == isInside, "\(text)")
        }
    }

    @Test func `bytes that are no UTF-8 travel through and show as replacements`() throws {
        let event = try #require(try self.events([ArraySlice("data: ".utf8) + [0xFF, 0x0A, 0x0A]]).first)
        #expect(event.data == [0xFF])
        #expect(event.text == "\u{FFFD}")
    }
}

import Testing
import TreadleHTTP

@Suite struct ServerSentEventLimitTests {
    /// What a stream comes to under a limit of ten bytes: the data of its events, or an error.
    private func data(_ text: String, partSize: Int) throws -> [String] {
        var parser = ServerSentEventParser(limit: 10)
        var rest = ArraySlice(text.utf8)
        var data: [String] = []
        while !rest.isEmpty {
            parser.append(rest.prefix(partSize))
            rest = rest.dropFirst(partSize)
            while let event = try parser.next() { data.append(event.text) }
        }
        return data
    }

    @Test(arguments: [1, 3, 1000])
    func `a line may be as long as the limit and no longer`(partSize: Int) throws {
        #expect(try self.data("data: 7890\n\n", partSize: partSize) == ["7890"])
        #expect(throws: HTTPError.self) { try self.data("data: 78901\n\n", partSize: partSize) }
        #expect(throws: HTTPError.self) { try self.data(": a long comment", partSize: partSize) }
    }

    @Test(arguments: [1, 3, 1000])
    func `the data of an event may be as long as the limit and no longer`(partSize: Int) throws {
        #expect(try self.data("data:12345\ndata:7890\n\n", partSize: partSize) == ["12345\n7890"])
        #expect(throws: HTTPError.self) { try self.data("data:12345\ndata:78901\n\n", partSize: partSize) }
    }

    @Test func `many small events and comments are not one large one`() throws {
        let text = String(repeating: ": comment\ndata: 1\n\n", count: 100)
        #expect(try self.data(text, partSize: 7).count == 100)
    }

    @Test func `after the limit nothing more is parsed`() throws {
        var parser = ServerSentEventParser(limit: 10)
        for _ in 0..<2 {
            parser.append(ArraySlice("data: 1234567890\n\ndata: 1\n\n".utf8))
            do {
                _ = try parser.next()
                Issue.record("the limit was passed over")
            } catch let error as HTTPError {
                #expect(error.code == .bodyTooLarge)
                #expect(error.message.contains("10 bytes"))
            }
        }
    }
}

import Testing
import TreadleCore
import TreadleModels

@Suite struct DemoEmbeddingTests {
    private func embed(_ members: String) async throws -> EmbeddingAnswer {
        try await DemoFixture.model.embed(try EmbeddingRequest(wire: try RawJSON("{\(members)}")))
    }

    private func product(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test func `the answer has the members of OpenAI's list`() async throws {
        let answer = try await self.embed(#""input":["warp","warp and weft"],"dimensions":2"#)
        #expect(answer.wire["object"]?.string == "list")
        let data = try #require(answer.wire["data"]).elements()
        #expect(data.map { $0["object"]?.string } == ["embedding", "embedding"])
        #expect(data.map { $0["index"]?.integer } == [0, 1])
        #expect(answer.model == "demo")
        #expect(answer.wire["usage"]?.text == #"{"prompt_tokens":4,"total_tokens":4}"#)
        #expect(answer.usage != nil)
    }

    @Test(arguments: [1, 2, 3, 256, 1536, 4096])
    func `vectors have the dimensions asked for and length one`(dimensions: Int) async throws {
        for text in ["The shuttle flies through the shed.", "!?", "🧶", "a", " "] {
            let answer = try await DemoFixture.model.embed(
                try EmbeddingRequest(
                    wire: RawJSON(["input": .string(text), "dimensions": .integer(dimensions)] as JSONValue)))
            let vector = try #require(answer.vectors.first)
            #expect(vector.count == dimensions)
            #expect(abs(self.product(vector, vector) - 1) < 1e-4)
        }
    }

    @Test func `without dimensions there are 256`() async throws {
        #expect(try await self.embed(#""input":"warp""#).vectors.map(\.count) == [256])
    }

    @Test func `texts that are alike are nearer than texts that are not`() async throws {
        let vectors = try await self.embed(
            #""input":["The weaver repairs the broken loom","A weaver is repairing broken looms","Stock prices fell on Tuesday","the WEAVER repairs the broken loom!"]"#
        ).vectors
        let (alike, other) = (self.product(vectors[0], vectors[1]), self.product(vectors[0], vectors[2]))
        #expect(alike > 0.4)
        #expect(other < 0.2)
        #expect(self.product(vectors[0], vectors[3]) > 0.999)
    }

    @Test func `base64 holds the same numbers as 32-bit floats`() async throws {
        let numbers = try #require(try await self.embed(#""input":"warp","dimensions":3"#).vectors.first)
        let answer = try await self.embed(#""input":"warp","dimensions":3,"encoding_format":"base64""#)
        let text = try #require(answer.wire["data"]?.elements().first?["embedding"]?.string)
        let bytes: [UInt8] = numbers.flatMap { number in
            let pattern = Float(number).bitPattern
            return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: pattern >> $0) }
        }
        #expect(text == Digest.base64(bytes))
        #expect(text.count == 16)
    }

    @Test(arguments: [
        (#""input":"warp""#, 1), (#""input":["warp"]"#, 1), (#""input":["warp","weft","warp"]"#, 3),
        (#""input":[1,2,3]"#, 1), (#""input":[[1,2],[3]]"#, 2), (#""input":["warp",[1]]"#, 2),
        (#""input":"warp","encoding_format":"float","dimensions":null"#, 1),
    ])
    func `inputs come in four shapes`(members: String, count: Int) async throws {
        #expect(try await self.embed(members).vectors.count == count)
    }

    @Test func `any number of inputs is embedded`() async throws {
        let input = Array(repeating: "\"warp\"", count: 3000).joined(separator: ",")
        #expect(try await self.embed("\"input\":[\(input)],\"dimensions\":1").vectors.count == 3000)
    }

    @Test(arguments: [
        ("", "input"), (#""input":null"#, "input"), (#""input":"""#, "input"), (#""input":[]"#, "input"),
        (#""input":{}"#, "input"), (#""input":["warp",""]"#, "input[1]"), (#""input":["warp",1]"#, "input[1]"),
        (#""input":[1,"warp"]"#, "input[1]"), (#""input":[-1]"#, "input[0]"), (#""input":[1.5]"#, "input[0]"),
        (#""input":[[]]"#, "input[0]"), (#""input":[[1],[2,"x"]]"#, "input[1][1]"), (#""input":[true]"#, "input[0]"),
        (#""input":"w","dimensions":0"#, "dimensions"), (#""input":"w","dimensions":4097"#, "dimensions"),
        (#""input":"w","dimensions":"many""#, "dimensions"),
        (#""input":"w","encoding_format":"hex""#, "encoding_format"),
        (#""input":"w","encoding_format":1"#, "encoding_format"),
    ])
    func `what cannot be embedded is refused by its path`(members: String, path: String) async {
        let error = await #expect(throws: ModelError.self) { _ = try await self.embed(members) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.parameter == path)
    }
}

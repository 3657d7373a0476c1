import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import Weave

struct FeedbackClientTests {
    @Test(arguments: ClientSetup.allCases)
    func `Reactions, notes and words of one's own are left, found and removed`(setup: ClientSetup) async throws {
        try await setup.withClient { client, store in
            let call = Call.stub("row-1")
            try await store.record([call])
            let pattern = try await client.save(["width": 140], name: "pattern")
            let thumb = try await client.addReaction("👍", to: call, creator: nil)
            let note = try await client.addNote("an even selvedge", to: call, creator: "Grete")
            let own = try await client.feedback(
                on: pattern, type: "inspection", payload: ["grade": 2, "passed": true], creator: "Ada")
            #expect(thumb.payload["alias"]?.string == ":thumbs_up:" && thumb.weaveRef == call.refText)
            #expect(note.payload["note"]?.string == "an even selvedge" && note.creator == "Grete")
            func find(_ filter: FeedbackFilter) async throws -> [String] {
                try await client.feedback(matching: filter, limit: nil, offset: 0).map(\.id)
            }
            #expect(try await find(FeedbackFilter()) == [thumb.id, note.id, own.id])
            #expect(try await find(FeedbackFilter(on: call)) == [thumb.id, note.id])
            #expect(try await find(FeedbackFilter(on: call, types: [FeedbackFilter.note])) == [note.id])
            #expect(try await find(FeedbackFilter(creators: ["Ada", "Grete"])) == [note.id, own.id])
            #expect(try await find(FeedbackFilter(ids: [own.id])) == [own.id])
            #expect(try await find(FeedbackFilter(ids: [])).isEmpty)
            #expect(try await client.feedback(matching: FeedbackFilter(), limit: 1, offset: 1).map(\.id) == [note.id])
            try await client.removeFeedback([thumb.id, "nobody"])
            #expect(try await find(FeedbackFilter(on: call)) == [note.id])
            let refused = await #expect(throws: TraceError.self) {
                try await client.addReaction("not an emoji", to: call, creator: nil)
            }
            #expect(refused?.code == .invalidRequest)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Costs are said, listed and taken back`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let cheap = try await client.addCost(
                of: "loom-1", TokenCost(prompt: 0.001, completion: 0.002), effectiveDate: nil)
            let dear = try await client.addCost(
                of: "loom-2", TokenCost(prompt: 0.1, completion: 0.2, cacheRead: 0.01, provider: "mill"),
                effectiveDate: Timestamp(microseconds: 1_000_000))
            #expect(try await client.costs(models: nil).map(\.id) == [cheap, dear])
            let price = try #require(try await client.costs(models: ["loom-2"]).first)
            #expect(price.provider == "mill" && price.completionTokenCost == 0.2 && price.cacheReadTokenCost == 0.01)
            #expect(price.effectiveDate == Timestamp(microseconds: 1_000_000))
            try await client.purgeCosts([dear])
            #expect(try await client.costs(models: nil).map(\.id) == [cheap])
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Files are stored once, read in parts, and counted`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
            let digest = try await client.saveFile(bytes, name: "pattern.bin")
            let chunks = [bytes[..<1000], bytes[1000...]]
            #expect(try await client.saveFile(chunks: chunks, name: "again.bin") == digest)
            #expect(try await client.fileContent(digest, limit: 70_000) == bytes[...])
            let over = await #expect(throws: TraceError.self) { try await client.fileContent(digest, limit: 69_999) }
            #expect(over?.code == .tooLarge)
            let parts = try await client.file(digest).collect(upTo: .max)
            #expect(parts.flatMap(\.self) == bytes)
            let first = try await client.file(digest).first()
            #expect(first.map { bytes.starts(with: $0) } == true)
            let missing = await #expect(throws: TraceError.self) { try await client.file("nothing").first() }
            #expect(missing?.code == .notFound)
            #expect(try await client.projectStatistics().fileBytes == 70_000)
        }
    }
}

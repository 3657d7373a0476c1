import Foundation
import Weave
// snippet: macro
import WeaveMacros

@Op func weaveCloth(warp: String, to weft: String = "wool") async throws -> Cloth {
    Cloth(warp: warp, weft: weft)
}

actor Loom {
    private var rows = 0

    @Op("weave_rows", displayName: "Weave")
    func weave(rows count: Int) -> Int {
        rows += count
        return rows
    }
}
// snippet-end

extension WeaveSnippets {
    @Sendable static func macro() async throws {
        try await Weave.start("mill/looms")
        print(try await weaveCloth(warp: "linen").weft, await Loom().weave(rows: 3))
    }

    @Sendable static func ops() async throws {
        try await Weave.start("mill/looms")
        // snippet: ops
        let length = Op("yarn_length", inputs: "rows", "width") { (rows: Int, width: Double) in
            Double(rows) * width * 1.05
        }
        let reply = Op("reply", inputs: "question") { (question: String) async throws in
            try await Weaver().reply(to: question)
        }
        let metres = length(400, 1.5)
        let answer = try await reply("How long is it")
        // snippet-end
        print(metres, answer)
    }

    @Sendable static func withCallExample() async throws {
        try await Weave.start("mill/looms")
        let question = "Which weft"
        // snippet: with-call
        let answer = try await withCall("ask", inputs: ["question": question, "words": 40]) { call in
            let answer = try await Weaver().reply(to: question)  // calls made in here are recorded beneath this one
            call.addUsage(model: "weaver-1", TokenUsage(promptTokens: 4, completionTokens: 6))
            return answer  // the output, if it is Encodable
        }
        // snippet-end
        print(answer)
    }

    @Sendable static func describing() async throws {
        try await Weave.start("mill/looms")
        // snippet: op-options
        let dye = Op(
            "dye", inputs: "colour", "recipe", displayName: "Dye",
            callDisplayName: { colour, _ in "Dye it \(colour)" },
            attributes: ["bath": 3], kind: .tool, color: .blue, sampleRate: 1, redacting: ["recipe"]
        ) { (colour: String, recipe: [String: Int]) in
            recipe.values.reduce(0, +)
        }
        // snippet-end
        print(dye("indigo", ["woad": 2, "lime": 1]))
    }

    @Sendable static func streams() async throws {
        try await Weave.start("mill/looms")
        // snippet: streams
        let tell = Op(
            "tell", inputs: "question",
            accumulating: .reducing(into: "") { story, word in story += word }
        ) { (question: String) in
            Weaver().stream(question)
        }
        for try await word in tell("How is damask woven") {
            print(word, terminator: "")
        }
        // snippet-end
        print()
    }

    @Sendable static func values() async throws {
        try await Weave.start("mill/looms")
        // snippet: values
        struct Order: Encodable {
            var cloth: Cloth
            var metres: Double
            var due: Date
        }
        let take = Op("take_order", inputs: "order") { (order: Order) in order.metres > 0 }
        // snippet-end
        print(take(Order(cloth: Cloth(warp: "linen", weft: "wool"), metres: 3.5, due: Date(timeIntervalSince1970: 0))))
    }
}

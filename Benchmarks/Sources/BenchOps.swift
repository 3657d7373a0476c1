internal import Weave

/// What is called: functions as programs write them, made ops as programs make them.
struct BenchOps: Sendable {
    struct Answer: Encodable, Sendable {
        let text: String
        let n: Int
    }

    let prompt: String
    /// The function alone.
    let body: @Sendable (String, Int, Double) -> Answer
    let leaf: Op<SyncBody<Never, Answer, String, Int, Double>>
    /// A call with nine of ``leaf`` below it.
    let root: Op<SyncBody<Never, [Answer], String, Int, Double>>

    /// - Parameter output: How long the output is, in kilobytes; twice the input unless given.
    init(kilobytes: Double, output: Double? = nil) {
        self.prompt = Self.text("lorem ipsum dolor sit amet ", Int(kilobytes * 1024))
        let text = Self.text("consectetur adipiscing elit ", Int((output ?? kilobytes * 2) * 1024))
        let body = { @Sendable (prompt: String, k: Int, temperature: Double) in Answer(text: text, n: k) }
        let leaf = Op("bench_op", inputs: "prompt", "k", "temperature", body: body)
        self.body = body
        self.leaf = leaf
        self.root = Op("bench_chain", inputs: "prompt", "k", "temperature") {
            (prompt: String, k: Int, temperature: Double) in
            (0..<9).map { leaf(prompt, $0, temperature) }
        }
    }

    private static func text(_ words: String, _ count: Int) -> String {
        String(String(repeating: words, count: count / words.count + 1).prefix(count))
    }
}

internal import TreadleCore
internal import TreadleTools

extension DemoTalk {
    /// What there is to say, without the label.
    var answer: String {
        if self.endsWithResults { return self.results.map(Self.sentence).joined(separator: " ") }
        let words = DemoWords(self.lastUserText)
        let answer = self.personalAnswer(words) ?? self.showpiece(words) ?? self.computed ?? self.unmetNeed
        return [self.imageNote, answer ?? self.echo(words)].compactMap { $0 }.joined(separator: " ")
    }

    /// What a tool said, in a sentence.
    private static func sentence(for result: Result) -> String {
        let content = result.content.count > 2000 ? "\(result.content.prefix(2000))…" : result.content
        guard let call = result.call else { return Self.closed("A tool says: \(content)") }
        let expression = (try? JSONValue(parsing: call.arguments))?["expression"]?.string
        if let expression, Double(content) != nil { return "\(expression) = \(content)." }
        return Self.closed("\(call.name) says: \(content)")
    }

    private static func closed(_ sentence: String) -> String {
        sentence.last.map { ".!?…".contains($0) } ?? true ? sentence : sentence + "."
    }

    private var imageNote: String? {
        switch self.imageCount {
        case 0: nil
        case 1: "I got your image, though I cannot see."
        default: "I got your \(self.imageCount) images, though I cannot see."
        }
    }

    private func personalAnswer(_ words: DemoWords) -> String? {
        if words.contains("what is my name", "what's my name", "whats my name", "who am i", "know my name") {
            return self.name.map { "Your name is \($0)." } ?? "You have not told me your name yet."
        }
        let hasName = words.contains("my name is", "my name's", "call me", "i am called", "i'm called")
        if hasName, let name = self.name { return "Nice to meet you, \(name)." }
        if words.contains("thanks", "thank you"), words.words.count <= 8 { return "You are welcome." }
        let isGreeting = ["hello", "hi", "hey", "greetings", "howdy"].contains(words[0]) || words[0] == "good"
        guard isGreeting, words.words.count <= 6, self.needs.isEmpty else { return nil }
        return "Hello\(self.name.map { ", \($0)" } ?? "")! \(Self.hint)"
    }

    private func showpiece(_ words: DemoWords) -> String? {
        if words.contains("story", "tale", "stories") { return Self.story }
        return words.contains("joke", "jokes") ? Self.joke : nil
    }

    /// Sums need no tool, though one is used where it is offered.
    private var computed: String? {
        let sums = self.needs.filter { $0.kind == .arithmetic }.compactMap(\.subject)
        guard !sums.isEmpty else { return nil }
        return sums.map { expression in
            do throws(ExpressionError) {
                return "\(expression) = \(try Arithmetic.evaluate(expression))."
            } catch {
                return "\(expression) has no value: \(error)."
            }
        }.joined(separator: " ")
    }

    private var unmetNeed: String? {
        switch self.needs.first {
        case .some(let need) where need.kind == .weather && need.subject == nil:
            "Which place do you mean? Ask, for example: What's the weather in San Francisco?"
        case .some(let need) where need.kind == .weather:
            "I cannot look out of the window; offer me a tool such as get_weather, and I will ask it."
        case .some: "I have no clock; offer me a tool such as get_current_time, and I will ask it."
        case nil: nil
        }
    }

    private func echo(_ words: DemoWords) -> String {
        guard !words.words.isEmpty else { return Self.hint }
        let said = self.lastUserText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let short = said.count > 300 ? "\(said.prefix(300))…" : said
        return "You said: \"\(short)\". \(Self.hint)"
    }

    private static let hint = """
        I answer by simple rules, without a network. Try "Tell me a story", "What is 12 * (3 + 4)?" or, with tools, \
        "What's the weather in San Francisco?"; set OPENAI_API_KEY to talk to a real model.
        """

    private static let joke = "Why did the weaver never get lost? She always followed the thread."

    private static let story = """
        Once upon a time, in a mill by a slow river, there stood a loom that nobody could keep quiet. All day it \
        clacked: over, under, over, under. The weaver, a patient woman named Ada, pressed the treadle with her foot, \
        and with each step a row was woven. One night the master asked how much cloth the mill had made, and which \
        thread had snapped, and when. Nobody knew. Only Ada smiled, and unrolled the cloth on the floor: every row was \
        there, each step in its place, and a small red knot where the thread had snapped. "You see," she said, "a loom \
        forgets nothing, as long as every step leaves a trace." From then on they never lost a thread again.
        """
}

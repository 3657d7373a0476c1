import Weave

/// Tracing from the first line on: start once, and whatever is an op leaves a trace.
///
///     WANDB_BASE_URL=http://127.0.0.1:8080 WANDB_API_KEY=any swift run Era
@main
struct Era {
    static func main() async throws {
        // The project is `era` unless another is named; starting again is no second session.
        try await Weave.start()
        try await Weave.ensureStarted()

        // One conversation, a turn for each call.
        let history = try withThread("introduction") { _ in
            let first = try Assistant.chat([], "My name is Alice.")
            let second = try Assistant.chat(first.updatedHistory, "What is my name?")
            return second.updatedHistory
        }
        print(history.last?.content ?? "")

        // A stream is traced with all that came of it.
        var story: [String] = []
        for await word in Assistant.tell("loom") { story.append(word) }
        print(story.joined(separator: " "))

        // An error is thrown as it is, and stands in the trace.
        do {
            _ = try Assistant.chat(history, "")
        } catch {
            print("Chat failed: \(error)")
        }

        // Any lines of code are a call, too; what is said around it is said of all calls within.
        await withAttributes(["shift": "night"]) {
            await withCall("inspect", inputs: ["pieces": 3]) { _ in
                await withTaskGroup(of: Void.self) { group in
                    for piece in 1...3 {
                        group.addTask { withCall("look", inputs: ["piece": piece]) { _ in } }
                    }
                }
            }
        }

        // Whatever is left goes out at the end of the process, too; this waits for it and says if that fails.
        try await Weave.flush()
    }
}

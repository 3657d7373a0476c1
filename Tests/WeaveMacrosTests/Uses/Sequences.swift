import WeaveMacros

@Op func stream(_ words: [String]) -> AsyncStream<String> {
    AsyncStream { continuation in
        for word in words { continuation.yield(word) }
        continuation.finish()
    }
}

typealias Words = AsyncThrowingStream<String, any Error>

@Op func failing(_ words: [String]) async throws -> Words {
    Words { continuation in
        for word in words { continuation.yield(word) }
        continuation.finish(throwing: LoomError.jammed(1))
    }
}

@Op func opaque(_ words: [String]) -> some AsyncSequence<String, Never> {
    let lower = AsyncStream<String> { continuation in
        for word in words { continuation.yield(word) }
        continuation.finish()
    }
    return lower.map { $0.uppercased() }
}

@Op func existential(_ words: [String]) async throws(LoomError) -> any AsyncSequence<String, Never> {
    if words.isEmpty { throw LoomError.jammed(2) }
    return AsyncStream<String> { continuation in
        for word in words { continuation.yield(word) }
        continuation.finish()
    }
}

@Op func bare(_ words: [String]) -> any AsyncSequence {
    AsyncStream<String> { $0.finish() }
}

@Op(recordsInputs: false, recordsOutput: false) func secretly(_ words: [String]) -> AsyncStream<String> {
    AsyncStream { continuation in
        for word in words { continuation.yield(word) }
        continuation.finish()
    }
}

@Op(
    attributes: ["bath": 3], kind: .tool, color: "blue", sampleRate: 1, redacting: ["recipe"], capturesCode: false,
    recordsInputs: true, recordsOutput: false)
func dye(recipe: [String], colour: String) -> Int { recipe.count }

@Op(sampleRate: 0) func never() {}

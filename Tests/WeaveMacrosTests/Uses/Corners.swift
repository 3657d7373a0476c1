import WeaveMacros

@Op func tend(_ mill: isolated Mill, weft: Int) async -> Int {
    mill.preconditionIsolated()
    return weft
}

@Op func give(_ tangle: sending Tangle) async -> Int { tangle.turns }

@Op @concurrent func away(_ weft: Int) async -> Int { weft }

@Op func inherit(_ weft: Int, isolation: isolated (any Actor)? = #isolation) async -> Int { weft }

/// Its parameters are called what the expansion could call its own.
@Op func crowded(call: Int, inputs: Int, op: Int, body: Int, tracer: Int, result: Int) -> Int {
    struct Op { let value: Int }
    struct OpenCall { let value: Int }
    return Op(value: call).value + OpenCall(value: inputs).value + op + body + tracer + result
}

func opBody() -> [Int] { [1, 2, 3] }

@Op func shadowed() -> some Collection<Int> { opBody() }

@Op func sequences() -> [any AsyncSequence<Int, Never>] { [AsyncStream<Int> { $0.finish() }] }

@Op func perhapsSequence() -> (any AsyncSequence<Int, Never>)? { nil }

@Op func sendableSequence() -> any AsyncSequence<Int, Never> & Sendable { AsyncStream<Int> { $0.finish() } }

@Op func both() -> (some AsyncSequence<Int, Never>, Int) { (AsyncStream<Int> { $0.finish() }, 1) }

@Op func typed<Problem: Error>(_ shuttle: () throws(Problem) -> Int) throws(Problem) -> Int { try shuttle() }

infix operator <<<
@Op("shift") func <<< (left: Cloth, right: Int) -> Cloth { Cloth(warp: left.warp, weft: left.weft + right) }

@Op func generic<Thread: Encodable & Sendable>(_ threads: Thread..., count: Int? = nil) async -> Int { threads.count }

@Op func leave(_ weft: Int) -> Never { fatalError("\(weft)") }

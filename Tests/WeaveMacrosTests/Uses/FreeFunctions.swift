import WeaveMacros

/// A comment that is not part of the op.
@Op func weaveCloth(warp: String, to weft: Int = 3) async throws -> Cloth {
    Cloth(warp: warp, weft: weft)
}

@Op("wind", displayName: "Wind a bobbin")
func windBobbin(
    _ bobbin: Bobbin,  // a "comment" with { braces
    times: Int /* and ) another /* within */ one */
) -> Int {
    let text = """
        \(times) times { \("nested \(bobbin.turns) }")
        """
    let raw = #"not "\(code)" {"#
    return text.isEmpty || raw.isEmpty ? 0 : times * bobbin.turns
}

@Op func count(_ threads: String..., by step: Int = [1, 2, 3].count { $0 > 2 }) -> Int { threads.count * step }

@Op func shout() { _ = 1 }

@Op func stop() throws(LoomError) -> Int { throw .jammed(3) }

@Op func stopLater() async throws(LoomError) -> Int { throw .jammed(4) }

@Op func sum<Thread: Sequence>(of threads: Thread) -> Int where Thread: Encodable, Thread.Element == Int {
    threads.reduce(0, +)
}

@Op func describe<Value>(_ value: Value) -> String { "\(value)" }

@Op func first(of threads: some Collection<Int>) -> Int? {
    if threads.isEmpty { return nil }
    return threads.first
}

@Op func threads(_ count: Int) -> some Collection<Int> {
    let threads = Array(0..<count)
    return threads
}

typealias Shuttle = (Int) throws -> Int

@Op func throwShuttle(_ shuttle: (Int) -> Int, at speed: Int) -> Int { shuttle(speed) }

@Op func throwAliased(_ shuttle: Shuttle, at speed: Int) throws -> Int { try shuttle(speed) }

@Op func passing(_ shuttle: (Int) throws -> Int) rethrows -> Int { try shuttle(2) }

@Op func lazily(_ value: @autoclosure () -> Int) -> Int { 7 }

@Op func keeping(_ shuttle: @escaping @Sendable () -> Int, `in` place: [String: Int] = ["a": 1]) -> () -> Int {
    shuttle
}

@Op func perhaps(_ thread: String?) -> String! { thread }

@Op public func switching(_ weft: Int) -> String {
    switch weft {
    case 0: "none"
    default: "some"
    }
}

@Op("plus") func + (left: Cloth, right: Cloth) -> Cloth {
    Cloth(warp: left.warp + right.warp, weft: left.weft + right.weft)
}

@Op func `weave in`(`in` loom: String) -> String { `loom` }

@MainActor @Op func onMain(_ weft: Int) -> Int { MainActor.assertIsolated(); return weft }

@MainActor @Op func onMainLater(_ bobbin: Tangle) async -> Tangle {
    await Task.yield()
    bobbin.turns += 1
    return bobbin
}

/// A value that is not `Sendable`.
final class Tangle { var turns = 0 }

func outer(_ weft: Int) -> Int {
    let offset = 10
    @Op func inner(_ weft: Int) -> Int { weft + offset }
    return inner(weft)
}

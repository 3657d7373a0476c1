import WeaveMacros

protocol Machine {
    func run(_ weft: Int) async throws -> Int
}

struct Loom: Machine {
    var width = 2

    @Op func run(_ weft: Int) async throws -> Int { width * weft }
    @Op static func standard() -> Loom { Loom(width: 4) }
    @Op mutating func widen(by width: Int) { self.width += width }
    @Op mutating func widenLater(by width: Int) async { self.width += width }
    @discardableResult @Op func same() -> Self { self }

    struct Treadle<Foot: Sendable> {
        let foot: Foot
        @Op func press(_ times: Int) -> [Foot] { Array(repeating: foot, count: times) }
        @Op static func names(_ foot: Foot) -> String { "\(foot)" }
    }
}

extension Loom.Treadle where Foot: Encodable {
    @Op("lift") func lift() -> Foot { foot }
}

extension Machine {
    @Op func runTwice(_ weft: Int) async throws -> Int { try await self.run(weft) + self.run(weft) }
}

actor Mill {
    private var cloths = 0
    private let tangle = Tangle()

    @Op func make(_ count: Int) -> Int {
        cloths += count
        tangle.turns += 1
        return cloths
    }
    @Op func makeLater(_ count: Int) async throws -> Int {
        await Task.yield()
        self.cloths += count
        return cloths
    }
    @Op nonisolated func name(_ suffix: String) -> String { "mill" + suffix }
    @Op nonisolated(nonsending) func elsewhere() async -> Int { 1 }
}

class Machinery {
    let parts: Int
    init(parts: Int) { self.parts = parts }
    @Op func inspect() -> Int { parts }
    @Op class func make() -> Machinery { Machinery(parts: 1) }
}

final class Jacquard: Machinery {
    @Op override func inspect() -> Int { super.inspect() + 1 }
}

import TreadleCore

extension JSONValue {
    /// Any value, with odd names, odd strings and odd numbers.
    static func random(depth: Int = 5, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .boolean(.random(using: &generator))
        case 2: return .integer(Int(truncatingIfNeeded: generator.next()))
        case 3: return .double(Double(bitPattern: generator.next()))
        case 4: return .string(Self.randomText(using: &generator))
        case 5:
            let count = Int.random(in: 0..<5, using: &generator)
            return .array((0..<count).map { _ in .random(depth: depth - 1, using: &generator) })
        default:
            let count = Int.random(in: 0..<5, using: &generator)
            return .object(
                JSONObject(
                    (0..<count).map { _ in
                        let name = Self.randomText(using: &generator)
                        return .init(name, .random(depth: depth - 1, using: &generator))
                    }))
        }
    }

    private static func randomText(using generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 0..<20, using: &generator)
        var text = String.UnicodeScalarView()
        while text.count < count {
            let top: UInt32 = [0x20, 0x80, 0x800, 0x10000, 0x110000].randomElement(using: &generator) ?? 0x80
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<top, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }
}

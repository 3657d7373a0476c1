internal import TreadleCore

/// A text as a vector of length 1: its words and their trigrams, each hashed to a place and a sign.
///
/// Texts that share words, or words that are spelled alike, come out near each other. It knows nothing of meaning.
struct DemoVector {
    let values: [Float]

    init(of text: String, dimensions: Int) {
        var sums = [Double](repeating: 0, count: dimensions)
        for word in Self.words(of: text) {
            Self.add(Self.hash(word), Self.fillers.contains(word) ? 0.2 : 1, to: &sums)
            let padded = [UInt8(ascii: "^")] + Array(word.utf8) + [UInt8(ascii: "$")]
            // The same weight for all trigrams of a word together, however long it is.
            let weight = (Self.fillers.contains(word) ? 0.1 : 0.7) / Double(padded.count - 2).squareRoot()
            for start in 0..<padded.count - 2 {
                Self.add(Self.hash(padded[start..<start + 3]), weight, to: &sums)
            }
        }
        var length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if length < 1e-9 {
            // No words, or words that cancel each other out in few dimensions: the whole text decides.
            sums = [Double](repeating: 0, count: dimensions)
            Self.add(Self.hash(text), 1, to: &sums)
            length = 1
        }
        self.values = sums.map { Float($0 / length) }
    }

    /// Words that say little about what a text is about.
    private static let fillers: Set<String> = [
        "a", "an", "and", "are", "at", "be", "by", "for", "from", "has", "i", "in", "is", "it", "its", "my", "of", "on",
        "or", "that", "the", "this", "to", "was", "we", "were", "what", "with", "you", "your",
    ]

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func add(_ hash: UInt64, _ weight: Double, to sums: inout [Double]) {
        let place = Int(hash % UInt64(sums.count))
        sums[place] += hash >> 63 == 0 ? weight : -weight
    }

    private static func hash(_ text: String) -> UInt64 { Self.hash(Array(text.utf8)[...]) }

    /// FNV-1a, and a last stir (MurmurHash3's) that its high bits need. The standard library's hashes change each run.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }

    /// The numbers as JSON, each in the shortest form that is still the same 32-bit float.
    var raw: RawJSON {
        var text: [UInt8] = [UInt8(ascii: "[")]
        for (index, value) in self.values.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text += Array((value == 0 ? "0" : value.description).utf8)
        }
        text.append(UInt8(ascii: "]"))
        return RawJSON(unchecked: text[...])
    }

    /// The numbers as little-endian 32-bit floats in base64.
    var base64: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(self.values.count * 4)
        for value in self.values {
            let pattern = value.bitPattern
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: pattern >> UInt32(shift)))
            }
        }
        return Digest.base64(bytes)
    }
}

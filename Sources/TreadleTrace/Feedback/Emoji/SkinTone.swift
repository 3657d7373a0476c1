/// A colour of skin, after Fitzpatrick's scale.
enum SkinTone: String, Sendable {
    /// From light to dark.
    case light, mediumLight = "medium-light", medium, mediumDark = "medium-dark", dark

    /// The tone that a scalar gives to the one before it.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{1F3FB}": self = .light
        case "\u{1F3FC}": self = .mediumLight
        case "\u{1F3FD}": self = .medium
        case "\u{1F3FE}": self = .mediumDark
        case "\u{1F3FF}": self = .dark
        default: return nil
        }
    }

    /// What comes after the tone in names of people.
    private static let lateWords: Set = ["bald", "beard", "blond_hair", "curly_hair", "red_hair", "white_hair"]

    /// What an emoji is called with tones; two that are the same are said once.
    static func name(_ name: String, with tones: [SkinTone]) -> String {
        var words = tones.map { "\($0.rawValue)_skin_tone" }
        if words.count == 2, words[0] == words[1] { words.removeLast() }
        let parts = name.split(separator: "_", maxSplits: 1).map { String($0) }
        if parts.count == 2, Self.lateWords.contains(parts[1]) {
            return ([parts[0]] + words + [parts[1]]).joined(separator: "_")
        }
        return ([name] + words).joined(separator: "_")
    }
}

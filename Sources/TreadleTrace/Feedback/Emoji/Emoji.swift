/// One emoji, and what it is called: `:thumbs_up_medium_skin_tone:`.
///
/// Names are Unicode's short ones, spelled as Python's `emoji` package does, so that they are those of Weave's server.
struct Emoji: Sendable, Hashable {
    /// Its name, between colons.
    let alias: String
    /// The same emoji without skin tones.
    let detoned: String
    /// The name of that one.
    let detonedAlias: String

    /// No emoji is longer; this many bytes are looked at.
    private static let maximumLength = 128

    /// Reads a text that is exactly one emoji; `nil` for any other, words and two emoji among them.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let scalars = Array(text.unicodeScalars.lazy.filter { !$0.isVariationSelector })
        if let entry = EmojiTable.shared[scalars] {
            self.init(name: entry.name, plain: entry)
            return
        }
        let tones = scalars.compactMap { SkinTone($0) }
        let plain = scalars.filter { SkinTone($0) == nil }
        guard !tones.isEmpty, scalars.count > 1, SkinTone(scalars[1]) != nil,
            tones.count == 1 || scalars.last.flatMap({ SkinTone($0) }) != nil
        else { return nil }
        if let entry = EmojiTable.shared[plain], entry.toneCount == tones.count {
            self.init(name: SkinTone.name(entry.name, with: tones), plain: entry)
        } else if let pair = EmojiTable.shared.pair(plain), tones.count == 2, tones[0] != tones[1] {
            self.init(name: SkinTone.name(pair.name, with: tones), plain: pair.plain)
        } else {
            return nil
        }
    }

    private init(name: String, plain: EmojiTable.Entry) {
        self.alias = ":\(name):"
        self.detoned = plain.emoji
        self.detonedAlias = ":\(plain.name):"
    }
}

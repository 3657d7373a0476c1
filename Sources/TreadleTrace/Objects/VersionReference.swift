/// What a request may call a version of an object.
package enum VersionReference: Hashable, Sendable {
    /// What the name stands for now.
    case latest
    /// By its number: `v0`.
    case number(Int)
    /// By the digest of its value, or else by an alias.
    case digestOrAlias(String)

    /// Reads a version's name.
    package init(_ text: String) {
        let digits = text.utf8.dropFirst()
        if text.utf8.elementsEqual("latest".utf8) {
            self = .latest
        } else if text.utf8.first == UInt8(ascii: "v"), !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) {
            // A number too large is one that no version has.
            self = .number(Int(text.dropFirst()) ?? .max)
        } else {
            self = .digestOrAlias(text)
        }
    }
}

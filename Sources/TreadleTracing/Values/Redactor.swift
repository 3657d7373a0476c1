internal import TreadleCore

/// ``Redaction`` as it is asked for every name on the way: nearly every name is refused by its length.
struct Redactor: Sendable {
    /// What stands in the place of a value that is taken out.
    static let text = "REDACTED"

    private let keys: [[UInt8]]
    /// A bit for each length that a key has; the last one for all lengths from 63 on.
    private let lengths: UInt64

    init(keys: some Sequence<String>) {
        self.keys = keys.map { $0.utf8.map(Self.lowercased) }
        self.lengths = self.keys.reduce(0) { $0 | Self.bit($1.count) }
    }

    init(_ redaction: Redaction) { self.init(keys: redaction.keys) }

    /// Whether it takes out nothing.
    var isEmpty: Bool { self.lengths == 0 }

    /// Whether the value of that name is taken out.
    func matches(_ name: String) -> Bool {
        guard self.lengths & Self.bit(name.utf8.count) != 0 else { return false }
        var name = name
        return name.withUTF8 { self.contains($0) }
    }

    /// Whether the value of a name in UTF-8 is taken out.
    func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        self.lengths & Self.bit(name.count) != 0 && self.contains(name)
    }

    private func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        self.keys.contains { key in
            key.count == name.count && name.elementsEqual(key) { Self.lowercased($0) == $1 }
        }
    }

    private static func bit(_ count: Int) -> UInt64 { 1 << UInt64(min(count, 63)) }

    static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

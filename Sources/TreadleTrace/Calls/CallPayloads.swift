/// The large parts of a call, of which a query may want only some. (The summary is always read.)
public struct CallPayloads: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What was said about the call from outside, with what OpenTelemetry said.
    public static let attributes = CallPayloads(rawValue: 1)
    /// The arguments.
    public static let inputs = CallPayloads(rawValue: 2)
    /// What it returned.
    public static let output = CallPayloads(rawValue: 4)
    /// All of them.
    public static let all: CallPayloads = [.attributes, .inputs, .output]
}

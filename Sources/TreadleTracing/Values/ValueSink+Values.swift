#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif
internal import TreadleCore

extension ValueSink {
    /// Writes a value; the kinds there are most of without asking them.
    ///
    /// - Throws: ``ValueFailure/tooLarge(_:)`` alone.
    func write<Value: Encodable>(_ value: Value) throws {
        // Each cast is between a type and itself: the comparison before it proves that, and costs one instruction.
        if Value.self == String.self { return try self.write(text: unsafeBitCast(value, to: String.self)) }
        if Value.self == Int.self { return self.writer.write(unsafeBitCast(value, to: Int.self)) }
        if Value.self == Double.self { return self.write(number: unsafeBitCast(value, to: Double.self)) }
        if Value.self == Bool.self { return self.writer.write(unsafeBitCast(value, to: Bool.self)) }
        if Value.self == RawJSON.self { return try self.write(raw: unsafeBitCast(value, to: RawJSON.self)) }
        if Value.self == JSONValue.self { return try self.write(tree: unsafeBitCast(value, to: JSONValue.self)) }
        if Value.self == JSONObject.self {
            return try self.write(tree: .object(unsafeBitCast(value, to: JSONObject.self)))
        }
        // What these encode themselves as is for their own decoders, not for readers.
        if Value.self == Date.self { return self.write(date: unsafeBitCast(value, to: Date.self)) }
        if Value.self == Data.self {
            return try self.write(text: unsafeBitCast(value, to: Data.self).base64EncodedString())
        }
        if Value.self == URL.self { return try self.write(text: unsafeBitCast(value, to: URL.self).absoluteString) }
        if Value.self == Decimal.self { return self.write(decimal: unsafeBitCast(value, to: Decimal.self)) }
        try self.writeByItself(value)
    }

    /// Writes a value of any type; one that is not `Encodable` as its type's name.
    ///
    /// - Throws: ``ValueFailure/tooLarge(_:)`` alone.
    func write<Value>(any value: Value) throws {
        // Asking whether a type is `Encodable` costs more than writing most values.
        if Value.self == String.self { return try self.write(text: unsafeBitCast(value, to: String.self)) }
        if Value.self == Int.self { return self.writer.write(unsafeBitCast(value, to: Int.self)) }
        if Value.self == Double.self { return self.write(number: unsafeBitCast(value, to: Double.self)) }
        if Value.self == Bool.self { return self.writer.write(unsafeBitCast(value, to: Bool.self)) }
        if try !self.write(ifEncodable: value) { self.writer.write(Self.name(of: type(of: value))) }
    }

    /// Writes a value that is `Encodable`; returns whether it is.
    ///
    /// - Throws: ``ValueFailure/tooLarge(_:)`` alone.
    func write<Value>(ifEncodable value: Value) throws -> Bool {
        if let type = Value.self as? any Encodable.Type {
            try self.write(value, as: type)
        } else if let value = value as? any Encodable {
            try self.write(value)
        } else {
            return false
        }
        return true
    }

    private func write<Value, Same: Encodable>(_ value: Value, as type: Same.Type) throws {
        // `type` is `Value.self`, seen as `Encodable`: a cast without a box.
        try self.write(unsafeBitCast(value, to: type))
    }

    /// How a value is recorded that is not `Encodable`.
    static func name(of type: Any.Type) -> String { "<\(String(describing: type).prefix(200))>" }

    func write(text: String) throws {
        if text.utf8.count > 1024 { try self.charge(text.utf8.count) }
        self.writer.write(text)
    }

    @usableFromInline
    func write(integer: Int) { self.writer.write(integer) }

    /// JSON has no infinities and no NaN, but their names are worth more than `null`.
    @usableFromInline
    func write(number: Double) {
        guard !number.isFinite else { return self.writer.write(number) }
        self.writer.write(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }

    private func write(date: Date) {
        let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
        guard let whole = Int64(exactly: microseconds) else { return self.write(number: microseconds) }
        self.writer.write(Timestamp(microseconds: whole).description)
    }

    private func write(decimal: Decimal) {
        if decimal.isNaN { self.writer.write("NaN") } else { self.writer.write(literal: decimal.description) }
    }

    func write(raw: RawJSON) throws {
        if raw.bytes.count > 1024 { try self.charge(raw.bytes.count) }
        let limit = self.remainingDepth
        // Nothing nests deeper than half its bytes, so most are not looked at.
        if self.depth + self.frames.count > 0, raw.bytes.count > 2 * limit,
            (try? RawJSON(raw.bytes, limits: JSONLimits(maximumDepth: limit))) == nil
        {
            return try self.writeTooDeep()
        }
        self.writer.write(self.rules.applied(to: raw))
    }

    /// How deep JSON may be that stands here: servers take no deeper calls than ``JSONLimits`` says, and refuse the whole.
    private var remainingDepth: Int {
        // One for the object of all inputs.
        max(0, JSONLimits().maximumDepth - 1 - self.depth - self.frames.count)
    }

    private func writeTooDeep() throws {
        let failure = ValueFailure.tooDeep(JSONLimits().maximumDepth)
        if self.rules.isStrict { throw failure }
        self.writer.write(failure.description)
    }

    private func write(tree: JSONValue) throws {
        let start = self.writer.mark
        do {
            try self.write(tree: tree, levels: self.remainingDepth)
        } catch {
            self.rewind(to: start)
            throw error
        }
    }

    private func write(tree: JSONValue, levels: Int) throws {
        switch tree {
        case .object where levels == 0, .array where levels == 0: try self.writeTooDeep()
        case .object(let object):
            self.writer.beginObject()
            for member in object.members {
                self.writer.name(member.name)
                if self.rules.redacts(member.name) {
                    self.writer.write(Redactor.text)
                } else {
                    try self.write(tree: member.value, levels: levels - 1)
                }
            }
            self.writer.endObject()
        case .array(let elements):
            self.writer.beginArray()
            for element in elements { try self.write(tree: element, levels: levels - 1) }
            self.writer.endArray()
        default: self.writer.write(tree)
        }
    }
}

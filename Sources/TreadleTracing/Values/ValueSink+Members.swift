internal import TreadleCore

extension ValueSink {
    /// Writes a member of the object that is open.
    func member(_ name: String, _ value: some Encodable) {
        if self.begin(name) { self.bounded { try self.write(value) } }
    }

    /// Writes a member of any type; the kinds there are most of where the compiler knows them.
    @inlinable
    func member<Value>(_ name: String, any value: Value) {
        guard self.begin(name) else { return }
        if Value.self == String.self { return self.bounded(text: unsafeBitCast(value, to: String.self)) }
        if Value.self == Int.self { return self.write(integer: unsafeBitCast(value, to: Int.self)) }
        if Value.self == Double.self { return self.write(number: unsafeBitCast(value, to: Double.self)) }
        self.bounded(any: value)
    }

    /// Writes a value of any type, or, where that is too large, a text that says so.
    @usableFromInline
    func bounded<Value>(any value: Value) { self.bounded { try self.write(any: value) } }

    @usableFromInline
    func bounded(text: String) { self.bounded { try self.write(text: text) } }

    /// Writes a name, with its value where that is taken out; returns whether the value is still to be written.
    @usableFromInline
    func begin(_ name: String) -> Bool {
        self.writer.name(name)
        guard self.rules.redacts(name) else { return true }
        self.writer.write(Redactor.text)
        return false
    }
}

extension ValueRules {
    /// A value as JSON; where it fails to encode itself, a text that says so.
    func encode(_ value: some Encodable) -> RawJSON {
        let sink = ValueSink(self)
        sink.bounded { try sink.write(value) }
        return sink.finish()
    }

    /// A value of any type as JSON; `nil` where that is `Void`. One that is not `Encodable` is its type's name.
    func encode<Value>(any value: Value, capacity: Int = 256) -> RawJSON? {
        if Value.self == Void.self { return nil }
        let sink = ValueSink(self, capacity: capacity)
        sink.bounded { try sink.write(any: value) }
        return sink.finish()
    }

    /// A value as JSON; `nil` where it is not `Encodable`.
    func encode<Value>(ifEncodable value: Value) -> RawJSON? {
        if Value.self == Void.self { return nil }
        let sink = ValueSink(self)
        var isEncodable = true
        sink.bounded { isEncodable = try sink.write(ifEncodable: value) }
        return isEncodable ? sink.finish() : nil
    }
}

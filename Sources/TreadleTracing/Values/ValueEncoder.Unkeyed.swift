internal import TreadleCore

extension ValueEncoder {
    /// Writes the elements of an array.
    struct Unkeyed: UnkeyedEncodingContainer {
        let sink: ValueSink
        let level: Int
        /// Whether they are keys and values in turns: a dictionary whose keys are no strings.
        var isPaired = false

        var codingPath: [any CodingKey] { [] }
        var count: Int { self.level < self.sink.frames.count ? self.sink.frames[self.level].count : 0 }

        private func begin() throws {
            try self.sink.admit(.unkeyed, at: self.level)
            self.sink.frames[self.level].count += 1
        }

        func encodeNil() throws {
            try self.begin()
            self.sink.writer.writeNull()
        }

        func encode(_ value: String) throws {
            try self.begin()
            try self.sink.write(text: value)
        }

        func encode(_ value: Int) throws {
            try self.begin()
            self.sink.writer.write(value)
        }

        func encode(_ value: Double) throws {
            try self.begin()
            self.sink.write(number: value)
        }

        func encode(_ value: Bool) throws {
            try self.begin()
            self.sink.writer.write(value)
        }

        func encode<Value: Encodable>(_ value: Value) throws {
            try self.begin()
            if self.isPaired { try self.encode(half: value) } else { try self.sink.write(value) }
        }

        /// Writes a key or the value after it; one whose key is the name of what is taken out is no secret any more.
        private func encode<Value: Encodable>(half value: Value) throws {
            let isKey = !self.count.isMultiple(of: 2)
            guard isKey || !self.sink.frames[self.level].isTakenOut else {
                return self.sink.writer.write(Redactor.text)
            }
            let start = self.sink.writer.bytes.count
            try self.sink.write(value)
            guard isKey else { return }
            let key = self.sink.writer.bytes[start...].drop { $0 == UInt8(ascii: ",") }
            let name = key.first == UInt8(ascii: "\"") ? RawJSON(unchecked: key).string : nil
            self.sink.frames[self.level].isTakenOut = name.map(self.sink.rules.redacts) ?? false
        }

        private func nested(_ kind: ValueSink.Frame.Kind) -> ValueSink {
            guard (try? self.begin()) != nil else { return self.sink.elsewhere(kind) }
            return self.sink.nested(kind)
        }

        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
            KeyedEncodingContainer(Keyed<Nested>(sink: self.nested(.keyed), level: 0))
        }

        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            Unkeyed(sink: self.nested(.unkeyed), level: 0)
        }

        func superEncoder() -> any Encoder { ValueEncoder(sink: self.nested(.untouched), level: 0) }
    }
}

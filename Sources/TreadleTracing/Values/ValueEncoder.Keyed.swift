internal import TreadleCore

extension ValueEncoder {
    /// Writes the members of an object.
    struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let sink: ValueSink
        let level: Int

        var codingPath: [any CodingKey] { [] }

        /// Writes a name, with its value where that is taken out; returns whether the value is still to be written.
        private func begin(_ name: String) throws -> Bool {
            try self.sink.admit(.keyed, at: self.level)
            self.sink.writer.name(name)
            guard self.sink.rules.redacts(name) else { return true }
            self.sink.writer.write(Redactor.text)
            return false
        }

        func encodeNil(forKey key: Key) throws {
            if try self.begin(key.stringValue) { self.sink.writer.writeNull() }
        }

        /// Writes a member; nothing stays of one that fails, as whoever encodes it may go on.
        @inline(__always)
        private func encode(_ name: String, _ write: () throws -> Void) throws {
            let start = self.sink.writer.mark
            guard try self.begin(name) else { return }
            do {
                try write()
            } catch {
                self.sink.rewind(to: start)
                throw error
            }
        }

        func encode(_ value: String, forKey key: Key) throws {
            try self.encode(key.stringValue) { try self.sink.write(text: value) }
        }

        func encode(_ value: Int, forKey key: Key) throws {
            if try self.begin(key.stringValue) { self.sink.writer.write(value) }
        }

        func encode(_ value: Double, forKey key: Key) throws {
            if try self.begin(key.stringValue) { self.sink.write(number: value) }
        }

        func encode(_ value: Bool, forKey key: Key) throws {
            if try self.begin(key.stringValue) { self.sink.writer.write(value) }
        }

        func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            try self.encode(key.stringValue) { try self.sink.write(value) }
        }

        private func nested(_ name: String, _ kind: ValueSink.Frame.Kind) -> ValueSink {
            guard let isOpen = try? self.begin(name), isOpen else { return self.sink.elsewhere(kind) }
            return self.sink.nested(kind)
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            KeyedEncodingContainer(Keyed<Nested>(sink: self.nested(key.stringValue, .keyed), level: 0))
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            Unkeyed(sink: self.nested(key.stringValue, .unkeyed), level: 0)
        }

        func superEncoder() -> any Encoder { ValueEncoder(sink: self.nested("super", .untouched), level: 0) }

        func superEncoder(forKey key: Key) -> any Encoder {
            ValueEncoder(sink: self.nested(key.stringValue, .untouched), level: 0)
        }
    }
}

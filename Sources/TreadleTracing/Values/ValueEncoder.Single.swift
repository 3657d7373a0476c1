internal import TreadleCore

extension ValueEncoder {
    /// Writes the one value that a value stands for.
    struct Single: SingleValueEncodingContainer {
        let sink: ValueSink
        let level: Int

        var codingPath: [any CodingKey] { [] }

        private func begin() throws {
            try self.sink.admit(.untouched, at: self.level)
            self.sink.frames[self.level].kind = .single
        }

        /// Writes a value; one that fails has written nothing, as whoever encodes it may go on.
        @inline(__always)
        private func encode(_ write: () throws -> Void) throws {
            try self.begin()
            do {
                try write()
            } catch {
                self.sink.frames[self.level].kind = .untouched
                throw error
            }
        }

        private func encode(literal text: String) throws {
            try self.begin()
            self.sink.writer.write(literal: text)
        }

        func encodeNil() throws {
            try self.begin()
            self.sink.writer.writeNull()
        }

        func encode(_ value: String) throws {
            try self.encode { try self.sink.write(text: value) }
        }

        func encode(_ value: Int) throws {
            try self.begin()
            self.sink.writer.write(value)
        }

        func encode(_ value: Double) throws {
            try self.begin()
            self.sink.write(number: value)
        }

        func encode(_ value: Float) throws {
            guard value.isFinite else { return try self.encode(Double(value)) }
            // Its own digits: those of the nearest double are others.
            try self.encode(literal: value.description)
        }

        func encode(_ value: Bool) throws {
            try self.begin()
            self.sink.writer.write(value)
        }

        func encode<Value: Encodable>(_ value: Value) throws {
            try self.encode { try self.sink.write(value) }
        }

        func encode(_ value: Int8) throws { try self.encode(literal: String(value)) }
        func encode(_ value: Int16) throws { try self.encode(literal: String(value)) }
        func encode(_ value: Int32) throws { try self.encode(literal: String(value)) }
        func encode(_ value: Int64) throws { try self.encode(literal: String(value)) }
        func encode(_ value: UInt) throws { try self.encode(literal: String(value)) }
        func encode(_ value: UInt8) throws { try self.encode(literal: String(value)) }
        func encode(_ value: UInt16) throws { try self.encode(literal: String(value)) }
        func encode(_ value: UInt32) throws { try self.encode(literal: String(value)) }
        func encode(_ value: UInt64) throws { try self.encode(literal: String(value)) }

        @available(macOS 15, *)
        func encode(_ value: Int128) throws { try self.encode(literal: String(value)) }

        @available(macOS 15, *)
        func encode(_ value: UInt128) throws { try self.encode(literal: String(value)) }
    }
}

internal import CTreadleSQLite
internal import TreadleCore

extension Statement {
    func isNull(at column: Int) -> Bool { sqlite3_column_type(self.handle, Int32(column)) == SQLITE_NULL }

    func integer(at column: Int) -> Int64 { sqlite3_column_int64(self.handle, Int32(column)) }

    func optionalInteger(at column: Int) -> Int64? { self.isNull(at: column) ? nil : self.integer(at: column) }

    /// A text; empty for NULL.
    func text(at column: Int) -> String { String(decoding: self.utf8(at: column), as: UTF8.self) }

    func optionalText(at column: Int) -> String? { self.isNull(at: column) ? nil : self.text(at: column) }

    func double(at column: Int) -> Double { sqlite3_column_double(self.handle, Int32(column)) }

    func time(at column: Int) -> Timestamp { Timestamp(microseconds: self.integer(at: column)) }

    func optionalTime(at column: Int) -> Timestamp? { self.isNull(at: column) ? nil : self.time(at: column) }

    /// JSON that was checked before it was stored.
    func json(at column: Int) -> RawJSON { RawJSON(unchecked: Array(self.utf8(at: column))[...]) }

    func optionalJSON(at column: Int) -> RawJSON? { self.isNull(at: column) ? nil : self.json(at: column) }

    /// A blob's bytes, copied; empty for NULL.
    func blob(at column: Int) -> [UInt8] { Array(self.bytes(at: column)) }

    /// A blob's bytes, valid until the next step; empty for NULL.
    func bytes(at column: Int) -> UnsafeRawBufferPointer {
        let base = sqlite3_column_blob(self.handle, Int32(column))
        return UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(self.handle, Int32(column))))
    }

    /// A text's bytes, valid until the next step.
    func utf8(at column: Int) -> UnsafeBufferPointer<UInt8> {
        // The text first: asking for it may convert the value, and the length is that of the converted one.
        let base = sqlite3_column_text(self.handle, Int32(column))
        return UnsafeBufferPointer(start: base, count: Int(sqlite3_column_bytes(self.handle, Int32(column))))
    }
}

internal import CTreadleSQLite

extension Statement {
    func isNull(at column: Int) -> Bool { sqlite3_column_type(self.handle, Int32(column)) == SQLITE_NULL }

    func integer(at column: Int) -> Int64 { sqlite3_column_int64(self.handle, Int32(column)) }

    func optionalInteger(at column: Int) -> Int64? { self.isNull(at: column) ? nil : self.integer(at: column) }

    /// A text; empty for NULL.
    func text(at column: Int) -> String { String(decoding: self.utf8(at: column), as: UTF8.self) }

    func optionalText(at column: Int) -> String? { self.isNull(at: column) ? nil : self.text(at: column) }

    /// A text's bytes, valid until the next step.
    func utf8(at column: Int) -> UnsafeBufferPointer<UInt8> {
        // The text first: asking for it may convert the value, and the length is that of the converted one.
        let base = sqlite3_column_text(self.handle, Int32(column))
        return UnsafeBufferPointer(start: base, count: Int(sqlite3_column_bytes(self.handle, Int32(column))))
    }
}

internal import CTreadleSQLite

extension Statement {
    /// Binds all values, from the first one on.
    func bind(_ values: [SQL.Value]) throws(SQLiteError) {
        for (offset, value) in values.enumerated() {
            let index = offset + 1
            switch value {
            case .null: try self.bindNull(at: index)
            case .integer(let value): try self.bind(value, at: index)
            case .real(let value): try self.check(sqlite3_bind_double(self.handle, Int32(index), value))
            case .text(let value): try self.bind(value, at: index)
            case .utf8(let value): try self.bind(utf8: value, at: index)
            case .blob(let value): try self.bind(blob: value, at: index)
            case .object(let value): try self.bind(value, at: index)
            }
        }
    }

    /// Binds bytes.
    func bind(blob value: ArraySlice<UInt8>, at index: Int) throws(SQLiteError) {
        let code = value.withUnsafeBytes { bytes in
            // A null pointer would bind NULL; an empty blob needs a call of its own.
            bytes.baseAddress.map {
                sqlite3_bind_blob64(
                    self.handle, Int32(index), $0, UInt64(bytes.count), ctreadle_sqlite_transient())
            } ?? sqlite3_bind_zeroblob(self.handle, Int32(index), 0)
        }
        try self.check(code)
    }

    /// Lends an object to functions of ours; the statement keeps it until something else is bound.
    func bind(_ object: SQL.Object, at index: Int) throws(SQLiteError) {
        let name = UnsafeRawPointer(object.typeName.utf8Start).assumingMemoryBound(to: CChar.self)
        let pointer = Unmanaged<AnyObject>.passRetained(object.value).toOpaque()
        // SQLite lets go of it in any case, also where it does not take it.
        try self.check(
            sqlite3_bind_pointer(self.handle, Int32(index), pointer, name) { pointer in
                guard let pointer else { return }
                Unmanaged<AnyObject>.fromOpaque(pointer).release()
            })
    }

    func bind(_ value: Int64, at index: Int) throws(SQLiteError) {
        try self.check(sqlite3_bind_int64(self.handle, Int32(index), value))
    }

    func bind(_ value: Int64?, at index: Int) throws(SQLiteError) {
        guard let value else { return try self.bindNull(at: index) }
        try self.bind(value, at: index)
    }

    func bind(_ value: String, at index: Int) throws(SQLiteError) {
        var value = value
        let code = value.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { self.bindText($0, at: index) }
        }
        try self.check(code)
    }

    func bind(_ value: String?, at index: Int) throws(SQLiteError) {
        guard let value else { return try self.bindNull(at: index) }
        try self.bind(value, at: index)
    }

    /// Binds UTF-8 as text.
    func bind(utf8 value: ArraySlice<UInt8>, at index: Int) throws(SQLiteError) {
        let code = value.withUnsafeBufferPointer { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { self.bindText($0, at: index) }
        }
        try self.check(code)
    }

    func bindNull(at index: Int) throws(SQLiteError) {
        try self.check(sqlite3_bind_null(self.handle, Int32(index)))
    }

    /// SQLite copies the text into room that it keeps between runs, so nothing is allocated once it is warm.
    private func bindText(_ text: UnsafeBufferPointer<CChar>, at index: Int) -> Int32 {
        // A null pointer would bind NULL; an empty text needs an address.
        guard let base = text.baseAddress else {
            return sqlite3_bind_text64(
                self.handle, Int32(index), "", 0, ctreadle_sqlite_transient(), UInt8(SQLITE_UTF8))
        }
        return sqlite3_bind_text64(
            self.handle, Int32(index), base, UInt64(text.count), ctreadle_sqlite_transient(), UInt8(SQLITE_UTF8))
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw SQLiteError(code, on: sqlite3_db_handle(self.handle)) }
    }
}

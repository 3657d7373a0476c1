internal import CTreadleSQLite

/// One call of a function of ours by SQLite: its arguments and its result. Valid while the call lasts.
///
/// Nothing may be thrown and nothing may trap from here on: C frames lie below. What an argument is not, is `nil`.
struct FunctionCall {
    private let context: OpaquePointer
    private let arguments: UnsafeMutablePointer<OpaquePointer?>

    init?(_ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let context, let arguments else { return nil }
        self.context = context
        self.arguments = arguments
    }

    /// The bytes of a text, where they lie; `nil` for anything else.
    func utf8(at index: Int) -> UnsafeBufferPointer<UInt8>? {
        self.bytes(at: index, ofType: SQLITE_TEXT)
    }

    /// The bytes of a blob, where they lie; `nil` for anything else.
    func blob(at index: Int) -> UnsafeBufferPointer<UInt8>? {
        self.bytes(at: index, ofType: SQLITE_BLOB)
    }

    /// An integer; `nil` for anything else.
    func integer(at index: Int) -> Int64? {
        guard sqlite3_value_type(self.arguments[index]) == SQLITE_INTEGER else { return nil }
        return sqlite3_value_int64(self.arguments[index])
    }

    /// A number with a fraction; `nil` for anything else.
    func real(at index: Int) -> Double? {
        guard sqlite3_value_type(self.arguments[index]) == SQLITE_FLOAT else { return nil }
        return sqlite3_value_double(self.arguments[index])
    }

    /// An object that the statement bound; `nil` for one of another type, and for anything else.
    func object<Object: SQLObject>(at index: Int, as type: Object.Type = Object.self) -> Object? {
        let name = UnsafeRawPointer(Object.sqlTypeName.utf8Start).assumingMemoryBound(to: CChar.self)
        guard let pointer = sqlite3_value_pointer(self.arguments[index], name) else { return nil }
        // The type's name says that it is one, and the statement keeps it alive.
        return Unmanaged<Object>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Returns NULL.
    func answerNothing() { sqlite3_result_null(self.context) }

    /// Returns true or false; unknown where it is `nil`.
    func answer(_ value: Bool?) {
        guard let value else { return self.answerNothing() }
        sqlite3_result_int(self.context, value ? 1 : 0)
    }

    /// Returns an integer.
    func answer(_ value: Int64?) {
        guard let value else { return self.answerNothing() }
        sqlite3_result_int64(self.context, value)
    }

    /// Returns a number with a fraction.
    func answer(_ value: Double) { sqlite3_result_double(self.context, value) }

    /// Returns a text.
    func answer(_ value: String?) {
        guard var value else { return self.answerNothing() }
        value.withUTF8 { self.answer(text: $0) }
    }

    /// Returns UTF-8 as a text.
    func answer(text: UnsafeBufferPointer<UInt8>) {
        text.withMemoryRebound(to: CChar.self) { text in
            // A null pointer would be NULL; an empty text needs an address.
            guard let base = text.baseAddress else { return sqlite3_result_text(self.context, "", 0, nil) }
            sqlite3_result_text64(
                self.context, base, UInt64(text.count), ctreadle_sqlite_transient(), UInt8(SQLITE_UTF8))
        }
    }

    /// Returns bytes, which SQLite compares one by one.
    func answer(blob: [UInt8]) {
        blob.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return sqlite3_result_zeroblob(self.context, 0) }
            sqlite3_result_blob64(self.context, base, UInt64(bytes.count), ctreadle_sqlite_transient())
        }
    }

    private func bytes(at index: Int, ofType type: Int32) -> UnsafeBufferPointer<UInt8>? {
        let value = self.arguments[index]
        // The type first: asking for bytes may change it. As a blob, since a text would be copied for its final zero.
        guard sqlite3_value_type(value) == type else { return nil }
        let base = sqlite3_value_blob(value)
        let count = Int(sqlite3_value_bytes(value))
        return UnsafeBufferPointer(start: base?.assumingMemoryBound(to: UInt8.self), count: base == nil ? 0 : count)
    }
}

extension TracedFunction {
    /// An argument as it is recorded.
    public static func input(_ value: some Encodable) -> any Encodable { value }

    /// An argument whose type is not known to be `Encodable`: one that is after all, or its type's name.
    @_disfavoredOverload
    public static func input<Value>(_ value: Value) -> any Encodable {
        value as? any Encodable ?? "<\(type(of: value))>"
    }

    /// An argument that is a function, which may not leave the one it is handed to: that it is one.
    @_disfavoredOverload
    public static func input<each Argument, Result>(
        _ value: (repeat each Argument) async throws -> Result
    ) -> any Encodable {
        "<function>"
    }
}

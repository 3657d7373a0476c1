extension JSONWriter {
    /// Writes a member.
    public mutating func member(_ name: String, _ value: String) {
        self.name(name)
        self.write(value)
    }

    /// Writes a member.
    public mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        self.write(value)
    }

    /// Writes a member.
    public mutating func member(_ name: String, _ value: Double) {
        self.name(name)
        self.write(value)
    }

    /// Writes a member.
    public mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        self.write(value)
    }

    /// Writes a member.
    public mutating func member(_ name: String, _ value: RawJSON) {
        self.name(name)
        self.write(value)
    }

    /// Writes a member.
    public mutating func member(_ name: String, _ value: JSONValue) {
        self.name(name)
        self.write(value)
    }

    /// Writes a member whose value is an object.
    public mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        self.beginObject()
        body(&self)
        self.endObject()
    }

    /// Writes a member whose value is an array.
    public mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        self.beginArray()
        body(&self)
        self.endArray()
    }

    /// One object, made by a closure.
    public static func object(capacity: Int = 0, _ body: (inout JSONWriter) -> Void) -> RawJSON {
        var writer = JSONWriter(capacity: capacity)
        writer.beginObject()
        body(&writer)
        writer.endObject()
        return writer.raw
    }
}

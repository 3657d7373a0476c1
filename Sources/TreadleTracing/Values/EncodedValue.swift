package import TreadleCore

/// Values as JSON, spelled as traced calls have them.
package enum EncodedValue {
    /// A value as JSON.
    ///
    /// - Throws: what the value's own `encode(to:)` throws, and a description of why it can be no JSON: where a traced
    ///   call would have a text that says so.
    package static func json(of value: some Encodable) throws -> RawJSON {
        let sink = ValueSink(.strict)
        try sink.write(value)
        return sink.finish()
    }
}

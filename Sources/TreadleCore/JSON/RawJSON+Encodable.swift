extension RawJSON: Encodable {
    /// Encodes the value it holds, for encoders that know nothing of raw JSON; its numbers become integers or doubles.
    public func encode(to encoder: any Encoder) throws { try JSONValue(self).encode(to: encoder) }
}

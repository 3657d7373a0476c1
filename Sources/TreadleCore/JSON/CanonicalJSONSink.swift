/// Where canonical JSON goes, part by part.
protocol CanonicalJSONSink: ~Copyable {
    /// Takes the next bytes, which are gone afterwards.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>)
}

extension [UInt8]: CanonicalJSONSink {
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { self.append(contentsOf: bytes) }
}

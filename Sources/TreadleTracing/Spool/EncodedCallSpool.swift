/// A spool that keeps calls as the wire has them.
protocol EncodedCallSpool: CallSpool {
    /// Keeps one call; otherwise like ``CallSpool/append(_:)-(Call)``.
    func append(encoded call: UnsafeRawBufferPointer) -> SpoolExtent?
}

package import TreadleCore

/// The refs of a `/refs/read_batch`, checked before anything is looked up.
package struct RefBatch: Sendable {
    /// How many refs are read at once.
    package static let maximumCount = 1000
    /// How many bytes their values have together.
    package static let maximumSize = 256 << 20

    private let refs: [WeaveRef]

    /// Checks refs.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` for too many of them, and for one that is not to
    ///   a certain version of an object.
    package init(_ texts: [String]) throws(TraceError) {
        guard texts.count <= Self.maximumCount else {
            throw TraceError(.invalidRequest, "more than \(Self.maximumCount) refs, the limit; ask in several requests")
        }
        var refs: [WeaveRef] = []
        refs.reserveCapacity(texts.count)
        for text in texts {
            let ref = try WeaveRef(parsing: text)
            guard let key = ref.objectKey else {
                throw TraceError(.invalidRequest, "a ref is to a table, a call or an agent; only objects are read here")
            }
            guard key.version != "latest" else {
                throw TraceError(.invalidRequest, "a ref is to the latest version; name one by its digest")
            }
            refs.append(ref)
        }
        self.refs = refs
    }

    /// The values, in the refs' order.
    package func values(from source: any RefSource) throws -> [RawJSON] {
        let resolver = RefResolver(source)
        var values: [RawJSON] = []
        values.reserveCapacity(self.refs.count)
        var size = 0
        for ref in self.refs {
            try Task.checkCancellation()
            let value = try resolver.value(of: ref)
            size += value.bytes.count
            guard size <= Self.maximumSize else {
                throw TraceError(
                    .tooLarge, "the values have more than \(Self.maximumSize) bytes; read fewer refs at once")
            }
            values.append(value)
        }
        return values
    }
}

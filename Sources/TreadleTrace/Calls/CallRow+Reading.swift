package import TreadleCore

extension CallRow {
    /// Reads a row back from an answer: what the server computed is not the call's.
    ///
    /// - Throws: ``TraceError`` as ``Call/init(wire:)``.
    package init(answer: RawJSON) throws(TraceError) {
        let values = answer.values(for: ["expire_at", "storage_size_bytes", "total_storage_size_bytes"])
        self.init(
            try Call(answer: answer), storageSizeBytes: values[1]?.integer, totalStorageSizeBytes: values[2]?.integer,
            expiresAt: values[0]?.string.flatMap { Timestamp($0) })
    }
}

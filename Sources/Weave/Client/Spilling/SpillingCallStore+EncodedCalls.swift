public import TreadleTrace

extension SpillingCallStore: EncodedCallStore where Base: EncodedCallStore {
    /// Records calls in the wire's form: as they are, unless one is so large that its values have to be looked at.
    public func record(_ calls: EncodedCalls) async throws {
        let isSmall = calls.largestCall <= self.limits.valueBytes && calls.body.count <= self.limits.requestBytes
        guard isSmall else { return try await self.record(calls.calls()) }
        try await self.base.record(calls)
    }
}

internal import TreadleCore
public import TreadleTrace

/// A store that keeps large values as files, and their calls with what stands for them.
///
/// It goes between a batcher and a server: W&B's replaces what is larger than 3.5 MiB by an error, and refuses requests
/// over 32 MiB. A value over the limit is stored as a file first, and becomes Weave's `Content` in the call, which the
/// Python client reads back as such. Of arguments and of objects only members that are large go. Files are named by
/// their content, so a batch may be sent again.
public struct SpillingCallStore<Base: CallStore & FileStore>: CallStore {
    /// The store that takes calls and files.
    public let base: Base
    let limits: SpillLimits
    private let uploads: SpilledFiles

    /// Wraps a store.
    public init(_ base: Base, limits: SpillLimits = SpillLimits()) {
        self.base = base
        self.limits = limits
        self.uploads = SpilledFiles()
    }

    public func record(_ calls: [Call]) async throws { try await self.write(calls.map(CallWrite.complete)) }

    /// Records starts, ends and whole calls; see ``CallStore/write(_:)``.
    ///
    /// What is too much for one request goes in several, in order: then an error may leave the first of them recorded.
    public func write(_ writes: [CallWrite]) async throws {
        for part in RequestParts.cut(try await self.spilling(writes), at: self.limits.requestBytes) {
            try await self.base.write(Array(part))
        }
    }

    public func rename(callID: String, in projectID: String, to displayName: String?) async throws {
        try await self.base.rename(callID: callID, in: projectID, to: displayName)
    }

    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        try await self.base.deleteCalls(ids, in: projectID)
    }

    public func calls(matching query: CallQuery) async throws -> [Call] {
        try await self.base.calls(matching: query)
    }

    public func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
        try await self.base.page(of: query, after: position)
    }

    public func count(of query: CallQuery) async throws -> CallCount { try await self.base.count(of: query) }

    /// The same writes with large values put away. What has none is looked at by its size alone.
    private func spilling(_ writes: [CallWrite]) async throws -> [CallWrite] {
        guard writes.contains(where: { $0.approximateSize > self.limits.valueBytes }) else { return writes }
        var spilled = writes
        for (index, write) in writes.enumerated() where write.approximateSize > self.limits.valueBytes {
            let project = write.key.projectID
            switch write {
            case .complete(let call): spilled[index] = .complete(try await self.spilling(call))
            case .start(let call): spilled[index] = .start(try await self.spilling(call))
            case .end(var end):
                if let output = end.output {
                    end.output = try await self.kept(SpillPlan(of: output, limits: self.limits), in: project)
                }
                spilled[index] = .end(end)
            }
        }
        return spilled
    }

    private func spilling(_ call: Call) async throws -> Call {
        var call = call
        let project = call.projectID
        call.attributes = try await self.kept(
            SpillPlan(ofMembers: call.attributes, named: "attributes", limits: self.limits), in: project)
        call.inputs = try await self.kept(
            SpillPlan(ofMembers: call.inputs, named: "inputs", limits: self.limits), in: project)
        if let output = call.output {
            call.output = try await self.kept(SpillPlan(of: output, limits: self.limits), in: project)
        }
        return call
    }

    private func kept(_ plan: SpillPlan, in projectID: String) async throws -> RawJSON {
        try await plan.value { try await self.uploads.put($0, in: projectID, of: self.base) }
    }
}

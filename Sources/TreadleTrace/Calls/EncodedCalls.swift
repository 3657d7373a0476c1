internal import TreadleCore

/// Ended calls of one project in the form that Weave's wire has for them.
public struct EncodedCalls: Sendable, Hashable {
    /// The project of all of them, as `entity/name`.
    public var projectID: String
    /// How many they are.
    public var count: Int
    /// How many bytes the largest of them has.
    public var largestCall: Int
    /// `{"batch":[…]}` with the calls in the "Complete" shape, each as ``Call/wire()`` makes it.
    public var body: ArraySlice<UInt8>

    /// Keeps calls that are in the wire's form already.
    public init(projectID: String, count: Int, largestCall: Int, body: ArraySlice<UInt8>) {
        self.projectID = projectID
        self.count = count
        self.largestCall = largestCall
        self.body = body
    }

    /// The calls as values.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/unprocessable`` when one of them is not in the wire's form.
    public func calls() throws(TraceError) -> [Call] {
        // How deep payloads nest was limited when they came in.
        guard let body = try? RawJSON(self.body, limits: JSONLimits(maximumDepth: .max)), let batch = body["batch"]
        else {
            throw TraceError(.unprocessable, "the calls are not in the form that Weave's wire has for them")
        }
        var calls: [Call] = []
        for element in batch.elements() { calls.append(try Call(wire: element)) }
        return calls
    }
}

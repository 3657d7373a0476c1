/// Ended calls of one project in the form that Weave's wire has for them.
public struct EncodedCalls: Sendable, Hashable {
    /// The project of all of them, as `entity/name`.
    public var projectID: String
    /// How many they are.
    public var count: Int
    /// `{"batch":[…]}` with the calls in the "Complete" shape, each as ``Call/wire()`` makes it.
    public var body: ArraySlice<UInt8>

    /// Keeps calls that are in the wire's form already.
    public init(projectID: String, count: Int, body: ArraySlice<UInt8>) {
        self.projectID = projectID
        self.count = count
        self.body = body
    }
}

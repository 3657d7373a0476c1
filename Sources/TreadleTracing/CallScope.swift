internal import TreadleCore

/// What is said about all calls that start within some lines of code.
///
/// It does not change: a scope within it is another value.
final class CallScope: Sendable {
    /// Members that calls get among their attributes; an object.
    let attributes: RawJSON
    /// The conversation that calls belong to.
    let threadID: String?

    init(attributes: RawJSON = .emptyObject, threadID: String? = nil) {
        self.attributes = attributes
        self.threadID = threadID
    }
}

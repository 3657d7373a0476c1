internal import TreadleCore

/// What is said about all calls that start within some lines of code.
///
/// It does not change: a scope within it is another value.
final class CallScope: Sendable {
    /// The conversation that calls belong to.
    enum Thread: Sendable, Hashable {
        /// That of the call around them.
        case inherited
        /// None, whatever there is around them.
        case none
        case named(String)
    }

    /// Members that calls get among their attributes; an object.
    let attributes: RawJSON
    let thread: Thread

    init(attributes: RawJSON = .emptyObject, thread: Thread = .inherited) {
        self.attributes = attributes
        self.thread = thread
    }
}

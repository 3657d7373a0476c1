/// Why a function cannot be an op, in a sentence for whoever wrote it.
public struct OpProblem: Error, Equatable {
    /// What is wrong, and what to do.
    public let message: String

    init(_ message: String) { self.message = message }

    /// The source is beyond this reader of signatures, or broken.
    static func unreadable(_ reason: String) -> OpProblem {
        OpProblem("@Op cannot read this declaration: \(reason)")
    }
}

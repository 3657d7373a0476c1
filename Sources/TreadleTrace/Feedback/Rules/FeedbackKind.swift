/// What is said by feedback of a type, as far as the type's name tells.
package enum FeedbackKind: Sendable, Hashable {
    /// An emoji; a short text.
    case reaction, note
    /// A person's value for an `AnnotationSpec` of that name.
    case annotation(String)
    /// What a scorer of that name, an op or an object, made of a call.
    case runnable(String)
    /// What a monitor, or somebody who uses an agent, says about it.
    case agentMonitor, agentUser
    /// What a program says under a name of its own.
    case other

    /// How long the name of a type may be, in bytes.
    package static let maximumTypeLength = 1024

    /// Reads a type's name.
    ///
    /// - Throws: ``TraceError/Code/invalidRequest`` for a name that is empty, too long, or lacks what it needs.
    package init(type: String) throws(TraceError) {
        guard !type.isEmpty else { throw TraceError(.invalidRequest, "feedback_type must not be empty") }
        guard type.utf8.count <= Self.maximumTypeLength else {
            throw TraceError(
                .invalidRequest, "feedback_type has more than \(Self.maximumTypeLength) bytes, the limit")
        }
        if type == "wandb.reaction.1" {
            self = .reaction
        } else if type == "wandb.note.1" {
            self = .note
        } else if let name = try Self.name(in: type, after: "wandb.annotation") {
            self = .annotation(name)
        } else if let name = try Self.name(in: type, after: "wandb.runnable") {
            self = .runnable(name)
        } else if type.utf8.starts(with: "wandb.agent_monitor".utf8) {
            self = .agentMonitor
        } else if type.utf8.starts(with: "wandb.agent_user_feedback".utf8) {
            self = .agentUser
        } else {
            self = .other
        }
    }

    /// Whether a scorer may say it, and so fill in the `scorer_…` members.
    var isOfScorers: Bool {
        switch self {
        case .runnable, .agentMonitor, .agentUser: true
        case .reaction, .note, .annotation, .other: false
        }
    }

    /// The name behind a family's, as in `wandb.runnable.NAME`; `nil` for another family.
    private static func name(in type: String, after family: String) throws(TraceError) -> String? {
        guard type.utf8.starts(with: family.utf8) else { return nil }
        let rest = type.utf8.dropFirst(family.utf8.count)
        guard rest.first == UInt8(ascii: "."), rest.count > 1 else {
            throw TraceError(.invalidRequest, "feedback_type must be \(family).NAME")
        }
        return String(Substring(rest.dropFirst()))
    }
}

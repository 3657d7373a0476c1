/// How a call ended, for people.
enum CallOutcome: String, Sendable {
    case success
    case error
    case childError = "child error"
    case running
    case cancelled

    var tone: TerminalStyle.Tone {
        switch self {
        case .success: .good
        case .error: .bad
        case .childError, .running, .cancelled: .warning
        }
    }
}

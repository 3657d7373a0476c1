#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A signal that asks the process to end.
struct TerminationSignal: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    let rawValue: Int32

    /// What service managers send.
    static let terminate = TerminationSignal(rawValue: SIGTERM)
    /// What Control-C sends.
    static let interrupt = TerminationSignal(rawValue: SIGINT)

    var description: String {
        switch self {
        case .terminate: "SIGTERM"
        case .interrupt: "SIGINT"
        default: "signal \(self.rawValue)"
        }
    }

    /// What a shell reports of a process that such a signal ended.
    var exitCode: Int32 { 128 + self.rawValue }
}

internal import TreadleTrace

/// What was said of a call before the call itself.
struct CallPart {
    var end: CallEnd?
    /// Whether a name was given, or taken away.
    var isRenamed: Bool
    var displayName: String?
}

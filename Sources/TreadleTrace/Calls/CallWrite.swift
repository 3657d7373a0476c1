/// One thing that a client says about a call.
public enum CallWrite: Sendable, Hashable {
    /// All of it at once. What was said before about the identifier is replaced.
    case complete(Call)
    /// That it started: a call whose ``Call/endedAt`` is absent. What is known of its end stays.
    case start(Call)
    /// That it ended. It may be said before the start; the call can be read once both are there.
    case end(CallEnd)
}

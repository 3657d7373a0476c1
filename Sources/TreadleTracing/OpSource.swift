/// What makes one version of an op: its name and its code.
public final class OpSource: Sendable {
    /// The op's name.
    public let name: String
    /// Where its code begins, as `#filePath` and `#line` say.
    public let filePath: String, line: Int
    /// Its code, where the compiler saw it; otherwise it is looked for in the file, if that is there.
    public let text: String?
    /// Whether its code goes with it; without, all that is said of a version is its name.
    public let capturesCode: Bool
    /// What the registry of a session calls it.
    let references = SessionCache<String>()

    /// Makes the description of an op; make one for each op, not for each call.
    public init(name: String, filePath: String = "", line: Int = 0, text: String? = nil, capturesCode: Bool = true) {
        self.name = name
        self.filePath = filePath
        self.line = line
        self.text = text
        self.capturesCode = capturesCode
    }
}

/// What help says about one argument.
package struct ArgumentHelp: Sendable, ExpressibleByStringLiteral {
    /// What it is.
    package var abstract: String
    /// What to call its value: `path` for `--env-file <path>`.
    package var valueName: String?

    /// Makes help.
    package init(_ abstract: String = "", valueName: String? = nil) {
        self.abstract = abstract
        self.valueName = valueName
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }
}

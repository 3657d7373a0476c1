/// What the process ends with. Thrown from `run()` it ends the process silently.
package struct ExitCode: Error, Hashable, Sendable {
    /// What the shell sees.
    package let rawValue: Int32

    /// Makes a code.
    package init(_ rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// It went well.
    package static let success = ExitCode(0)
    /// It did not.
    package static let failure = ExitCode(1)
    /// The arguments cannot be used; `EX_USAGE` of sysexits.
    package static let validationFailure = ExitCode(64)
    /// The configuration cannot be used; `EX_CONFIG` of sysexits.
    package static let configuration = ExitCode(78)
}

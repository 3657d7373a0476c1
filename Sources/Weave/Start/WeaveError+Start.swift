internal import TreadleTracing

extension WeaveError {
    /// A failed start: why, and what to try.
    ///
    /// - Parameter advice: Whole sentences.
    static func start(
        _ code: Code, _ reason: String, _ advice: String, cause: (any Error)? = nil
    ) -> WeaveError {
        WeaveError(code, "\(Self.startPreamble): \(reason). \(advice)", cause: cause)
    }
}

package import TreadleCore

extension Digest {
    /// Refuses a content whose digest is not the one that the client worked out; `nil` expects nothing.
    package static func check(_ digest: String, isExpected expected: String?) throws(TraceError) {
        guard let expected, ExactText(expected) != ExactText(digest) else { return }
        throw TraceError(
            .conflict, "the content's digest is \(digest), not the expected one; send it without expected_digest")
    }
}

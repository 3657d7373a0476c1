import Testing
import TreadleCore

@Suite struct ErrorCategoryTests {
    private struct Torn: CategorizedError {
        var category: ErrorCategory
        var message: String { "the thread is torn" }
    }

    @Test func `each category has its word and its status`() {
        let words = ErrorCategory.all.map(\.description)
        #expect(
            words == [
                "validation", "authentication", "rate_limit", "timeout", "upstream", "tool", "cancelled", "internal",
            ])
        #expect(ErrorCategory.all.map(\.httpStatus) == [400, 401, 429, 504, 502, 500, 499, 500])
    }

    @Test func `only what may pass by itself is worth another try`() {
        let retried = ErrorCategory.all.filter { Torn(category: $0).isRetryable }
        #expect(retried == [.rateLimit, .timeout, .upstream])
        #expect(Torn(category: .timeout).retryAfter == nil)
    }
}

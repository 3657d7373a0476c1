package import TreadleCore

extension Timestamp {
    /// Unix seconds to the nearest microsecond; what is too far away is as far as can be told.
    package init(unixSeconds: QueryNumber) {
        switch unixSeconds {
        case .integer(let seconds):
            let (product, isOut) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
            self.init(microseconds: isOut ? (seconds < 0 ? .min : .max) : product)
        case .double(let seconds):
            let product = (seconds * 1_000_000).rounded()
            self.init(microseconds: Int64(exactly: product) ?? (product < 0 ? .min : .max))
        }
    }

    /// RFC 3339, also without an offset, which then is UTC; or a date, which is its first moment in UTC.
    package init?(queryText text: String) {
        let isDate = text.utf8.count == 10
        guard let time = Timestamp(text) ?? Timestamp(isDate ? text + "T00:00:00Z" : text + "Z") else { return nil }
        self = time
    }

    /// The literal that a time is compared with.
    ///
    /// - Throws: ``TraceError/Code/invalidRequest`` where it is no time.
    package init(literal: QueryLiteral) throws(TraceError) {
        let time: Timestamp? =
            switch literal {
            case .number(let number): QueryNumber(spelling: number.text).map { Timestamp(unixSeconds: $0) }
            case .text(let text): Timestamp(queryText: text)
            default: nil
            }
        guard let time else {
            throw TraceError(
                .invalidRequest, "a time must be compared with unix seconds, an RFC 3339 time, or a date YYYY-MM-DD")
        }
        self = time
    }

    /// Unix seconds.
    package var unixSeconds: QueryNumber {
        let (seconds, rest) = self.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest == 0 ? .integer(Int(seconds)) : .double(Double(self.microseconds) / 1_000_000)
    }
}

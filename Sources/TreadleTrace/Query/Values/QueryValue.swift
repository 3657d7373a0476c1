package import TreadleCore

/// A value that a condition reads, and what it counts as for each kind of comparison. No value is `nil` elsewhere.
package enum QueryValue: Sendable, Hashable {
    case text(String)
    case number(QueryNumber)
    case boolean(Bool)
    case time(Timestamp)
    /// Any JSON but `null`.
    case json(RawJSON)

    /// A JSON value; `nil` where it is `null` or absent.
    package init?(_ json: RawJSON?) {
        guard let json, !json.isNull else { return nil }
        self = .json(json)
    }

    package var number: QueryNumber? {
        switch self {
        case .number(let number): number
        case .text(let text): QueryNumber(spelling: text)
        case .time(let time): time.unixSeconds
        case .json(let json): json.queryNumber
        case .boolean: nil
        }
    }

    package var boolean: Bool? {
        switch self {
        case .boolean(let boolean): boolean
        case .number(let number): !number.isZero
        case .text(let text): Bool(queryText: text)
        case .json(let json): json.queryBoolean
        case .time: nil
        }
    }

    package var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number.text
        case .boolean(let boolean): boolean ? "true" : "false"
        case .time(let time): time.description
        case .json(let json): json.queryText
        }
    }

    package var time: Timestamp? {
        switch self {
        case .time(let time): time
        case .number(let number): Timestamp(unixSeconds: number)
        case .text(let text): Timestamp(queryText: text)
        case .json(let json): json.queryTime
        case .boolean: nil
        }
    }

    package var sortKey: QuerySortKey? {
        switch self {
        case .number(let number): .number(number)
        case .time(let time): .number(.integer(Int(time.microseconds)))
        case .json(let json): json.querySortKey
        case .text, .boolean: self.text.map { .text(ExactText($0)) }
        }
    }
}

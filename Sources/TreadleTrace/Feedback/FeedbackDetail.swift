package import TreadleCore

/// A member of feedback that only some feedback has; ``Feedback/details`` holds them.
package enum FeedbackDetail: String, CaseIterable, Sendable {
    case annotationRef = "annotation_ref"
    case runnableRef = "runnable_ref"
    case callRef = "call_ref"
    case triggerRef = "trigger_ref"
    case queueID = "queue_id"
    case scorerTags = "scorer_tags"
    case scorerTagReasons = "scorer_tag_reasons"
    case scorerTagConfidences = "scorer_tag_confidences"
    case scorerRatings = "scorer_ratings"
    case scorerRatingReasons = "scorer_rating_reasons"
    case scorerRatingConfidences = "scorer_rating_confidences"
    case spanAgentName = "span_agent_name"
    case spanAgentVersion = "span_agent_version"
    case spanStatusCode = "span_status_code"
    case spanConversationID = "span_conversation_id"
    case spanTraceID = "span_trace_id"
    case scorerTraceID = "scorer_trace_id"

    /// What a detail holds.
    enum Kind {
        /// A text, or nothing at all, which an empty one stands for as well.
        case optionalText
        /// A text.
        case text
        /// Texts in a list; texts by name; numbers by name.
        case texts, textsByName, numbersByName
    }

    var kind: Kind {
        switch self {
        case .annotationRef, .runnableRef, .callRef, .triggerRef, .queueID: .optionalText
        case .scorerTags: .texts
        case .scorerTagReasons, .scorerRatingReasons: .textsByName
        case .scorerTagConfidences, .scorerRatings, .scorerRatingConfidences: .numbersByName
        case .spanAgentName, .spanAgentVersion, .spanStatusCode, .spanConversationID, .spanTraceID, .scorerTraceID:
            .text
        }
    }

    /// Whether it is a scorer's word.
    var isOfScorers: Bool {
        switch self.kind {
        case .texts, .textsByName, .numbersByName: true
        case .optionalText, .text: false
        }
    }

    /// What it is where nobody gave one.
    package var absentValue: RawJSON {
        switch self.kind {
        case .optionalText: .null
        case .text: RawJSON(string: self == .spanStatusCode ? "UNSET" : "")
        case .texts: Self.emptyList
        case .textsByName, .numbersByName: .emptyObject
        }
    }

    private static let emptyList = RawJSON(unchecked: [UInt8](utf8: "[]")[...])

    /// What is wrong with a value, as the end of a sentence; `nil` for a good one. Null is always good.
    package func problem(with value: RawJSON) -> String? {
        if value.isNull { return nil }
        switch self.kind {
        case .optionalText, .text: return value.kind == .string ? nil : "must be a string"
        case .texts:
            let isFine = value.kind == .array && value.elements().allSatisfy { $0.kind == .string }
            return isFine ? nil : "must be a list of strings"
        case .textsByName:
            let isFine = value.kind == .object && value.members().allSatisfy { $0.value.kind == .string }
            return isFine ? nil : "must be an object of strings"
        case .numbersByName:
            let isFine = value.kind == .object && value.members().allSatisfy { $0.value.kind == .number }
            return isFine ? nil : "must be an object of numbers"
        }
    }

    /// Whether a good value says no more than an absent one.
    private func isAbsent(_ value: RawJSON) -> Bool {
        switch self.kind {
        case .optionalText, .text: value.isNull || value.string == "" || value.string == self.absentValue.string
        case .texts: value.isNull || value.elements().isEmpty
        case .textsByName, .numbersByName: value.isNull || value.members().isEmpty
        }
    }

    /// Details as they are stored: in one order, and without what says nothing.
    ///
    /// - Throws: ``TraceError/Code/unprocessable`` for a member that is not known or holds what it may not.
    package static func stored(_ details: RawJSON) throws(TraceError) -> RawJSON {
        guard details.kind == .object else { throw TraceError(.unprocessable, "details must be an object") }
        var values: [FeedbackDetail: RawJSON] = [:]
        for (name, value) in details.members() {
            guard let detail = FeedbackDetail(rawValue: name) else {
                throw TraceError(.unprocessable, "feedback has a member that is not known")
            }
            if let problem = detail.problem(with: value) {
                throw TraceError(.unprocessable, "\(name) \(problem)")
            }
            values[detail] = value
        }
        return JSONWriter.object(capacity: details.bytes.count) { writer in
            for detail in self.allCases {
                guard let value = values[detail], !detail.isAbsent(value) else { continue }
                writer.member(detail.rawValue, value)
            }
        }
    }
}

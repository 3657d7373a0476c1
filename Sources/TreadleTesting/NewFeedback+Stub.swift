public import TreadleCore
public import TreadleTrace

extension NewFeedback {
    /// A word on a call of a weaving mill's; what is not given does not matter.
    ///
    /// - Throws: ``JSONError`` where `payload` or `details` is no JSON.
    public static func stub(
        id: String? = nil, project: String = "mill/looms", on call: String = "call-1", ref: String? = nil,
        type: String = "mill.rating", payload: String = #"{"stars":3}"#, details: String = "{}"
    ) throws(JSONError) -> NewFeedback {
        NewFeedback(
            id: id, projectID: project, weaveRef: ref ?? "weave:///\(project)/call/\(call)", feedbackType: type,
            payload: try RawJSON(payload), details: try RawJSON(details))
    }

    /// The identifier of the n-th feedback of a test.
    public static func id(_ number: Int) -> String {
        let digits = String(number)
        return "019aa0de-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}

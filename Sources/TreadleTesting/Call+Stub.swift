public import TreadleCore
public import TreadleTrace

extension Call {
    /// A call of a weaving mill's that took 1.5 ms; what is not given does not matter.
    public static func stub(
        _ id: String, project: String = "mill/looms", op: String = "weave_row", trace: String = "trace-1",
        parent: String? = nil, at microseconds: Int64 = 1_000_000, inputs: RawJSON = .emptyObject,
        output: RawJSON? = nil, summary: RawJSON = .emptyObject
    ) -> Call {
        Call(
            id: id, projectID: project, opName: op, traceID: trace, parentID: parent,
            startedAt: Timestamp(microseconds: microseconds), endedAt: Timestamp(microseconds: microseconds + 1500),
            inputs: inputs, output: output, summary: summary)
    }
}

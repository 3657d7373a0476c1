/// A function that `@Op` made an op. What the macro writes calls this; programs do not.
public final class TracedFunction: Sendable {
    let op: InlineOp

    private init(_ op: InlineOp) { self.op = op }

    /// The op of some source; the same one each time, so that it costs next to nothing.
    ///
    /// - Parameters:
    ///   - text: The function's source. The literals themselves tell functions apart, so pass nothing else.
    ///   - function: The function's name.
    ///   - filePath: The file it stands in.
    ///   - line: Its line there.
    ///   - name: The op's name, where it is not the function's.
    ///   - displayName: As for the macro, and so are those that follow.
    public static func at(
        _ text: StaticString, function: StaticString, filePath: StaticString = #filePath, line: Int = #line,
        name: @autoclosure () -> String? = nil, displayName: @autoclosure () -> String? = nil,
        attributes: @autoclosure () -> CallInputs = [:], kind: @autoclosure () -> OpKind? = nil,
        color: @autoclosure () -> OpColor? = nil, sampleRate: @autoclosure () -> Double = 1,
        redacting: @autoclosure () -> Set<String> = [], capturesCode: @autoclosure () -> Bool = true,
        recordsInputs: @autoclosure () -> Bool = true, recordsOutput: @autoclosure () -> Bool = true
    ) -> TracedFunction {
        LiteralTable.value(of: text, function) {
            TracedFunction(
                InlineOp(
                    OpSource(
                        name: name() ?? "\(function)", filePath: "\(filePath)", line: line, text: "\(text)",
                        capturesCode: capturesCode()),
                    displayName: displayName(), attributes: attributes(), kind: kind(), color: color(),
                    sampleRate: sampleRate(), redacting: redacting(), recordsInputs: recordsInputs(),
                    recordsOutput: recordsOutput()))
        }
    }

    /// Runs the function's body in a call.
    public func call<Success, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        try await self.op.call(inputs) { (_: OpenCall) async throws(Failure) -> Success in try await body() }
    }

    /// Runs the body of a synchronous function in a call.
    public func call<Success, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try self.op.call(inputs) { (_: OpenCall) throws(Failure) -> Success in try body() }
    }
}

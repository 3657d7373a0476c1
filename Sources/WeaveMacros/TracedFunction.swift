internal import TreadleTracing

/// A function that ``Op(_:displayName:)`` made an op. What the macro writes calls this; programs do not.
public final class TracedFunction: Sendable {
    private let source: OpSource
    private let displayName: String?

    private init(source: OpSource, displayName: String?) {
        self.source = source
        self.displayName = displayName
    }

    /// The op of some source; the same one each time, so that it costs next to nothing.
    ///
    /// - Parameters:
    ///   - text: The function's source. The literals themselves tell functions apart, so pass nothing else.
    ///   - function: The function's name.
    ///   - filePath: The file it stands in.
    ///   - line: Its line there.
    ///   - name: The op's name, where it is not the function's.
    ///   - displayName: How its calls are called.
    public static func at(
        _ text: StaticString, function: StaticString, filePath: StaticString = #filePath, line: Int = #line,
        name: @autoclosure () -> String? = nil, displayName: @autoclosure () -> String? = nil
    ) -> TracedFunction {
        LiteralTable.value(of: text, function) {
            TracedFunction(
                source: OpSource(
                    name: name() ?? "\(function)", filePath: "\(filePath)", line: line, text: "\(text)"),
                displayName: displayName())
        }
    }

    /// Runs the function's body in a call.
    public func call<Success, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        let tracer = Tracer.current
        guard tracer.isEnabled else { return try await body() }
        return try await tracer.withCall(self.source, inputs: inputs(), displayName: self.displayName) {
            (_: OpenCall) async throws(Failure) -> Success in try await body()
        }
    }

    /// Runs the body of a synchronous function in a call.
    public func call<Success, Failure: Error>(
        _ inputs: @autoclosure () -> CallInputs, body: () throws(Failure) -> Success
    ) throws(Failure) -> Success {
        let tracer = Tracer.current
        guard tracer.isEnabled else { return try body() }
        return try tracer.withCall(self.source, inputs: inputs(), displayName: self.displayName) {
            (_: OpenCall) throws(Failure) -> Success in try body()
        }
    }
}

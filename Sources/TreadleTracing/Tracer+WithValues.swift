extension Tracer {
    /// Records a call around an operation, with any `Encodable` inputs, and with its result as the output.
    ///
    /// Within `operation` the call is the task's current one, so that calls started in it, also by child tasks, are
    /// recorded beneath it. A result that is not `Encodable` is not recorded, and neither is one where the output was
    /// set with ``OpenCall/setOutput(encoding:)``. A thrown error becomes the call's exception; a cancellation its
    /// outcome. A call that `operation` ended itself stays as it ended it.
    ///
    /// - Parameters: As for ``startCall(_:inputs:attributes:displayName:parent:threadID:turnID:)``; inputs and
    ///   attributes are not evaluated when the call is not recorded.
    /// - Throws: What `operation` throws, untouched.
    public func withCall<Success, Failure: Error>(
        _ name: String, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil, operation: (OpenCall) async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        guard self.isEnabled else { return try await operation(.inert) }
        let call = self.startCall(
            name, inputs: inputs(), attributes: attributes(), displayName: displayName, parent: parent,
            threadID: threadID,
            turnID: turnID)
        return try await call.around(operation)
    }

    /// Records a call around a synchronous operation; otherwise like the asynchronous one.
    ///
    /// - Throws: What `operation` throws, untouched.
    public func withCall<Success, Failure: Error>(
        _ name: String, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil, operation: (OpenCall) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        guard self.isEnabled else { return try operation(.inert) }
        let call = self.startCall(
            name, inputs: inputs(), attributes: attributes(), displayName: displayName, parent: parent,
            threadID: threadID,
            turnID: turnID)
        return try call.around(operation)
    }

    /// Records a call of an op whose code is known around an operation; otherwise as with a name.
    ///
    /// - Throws: What `operation` throws, untouched.
    public func withCall<Success, Failure: Error>(
        _ op: OpSource, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil, operation: (OpenCall) async throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        guard self.isEnabled else { return try await operation(.inert) }
        let call = self.startCall(
            op, inputs: inputs(), attributes: attributes(), displayName: displayName, parent: parent,
            threadID: threadID,
            turnID: turnID)
        return try await call.around(operation)
    }

    /// Records a call of an op whose code is known around a synchronous operation; otherwise as with a name.
    ///
    /// - Throws: What `operation` throws, untouched.
    public func withCall<Success, Failure: Error>(
        _ op: OpSource, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil, operation: (OpenCall) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        guard self.isEnabled else { return try operation(.inert) }
        let call = self.startCall(
            op, inputs: inputs(), attributes: attributes(), displayName: displayName, parent: parent,
            threadID: threadID,
            turnID: turnID)
        return try call.around(operation)
    }
}

/// Records a call beneath the current one, with ``Tracer/current``; while that is disabled it only runs `operation`.
///
/// The operation's result is the output, where it is `Encodable` and nothing else was set.
///
/// - Throws: What `operation` throws, untouched.
public func withCall<Success, Failure: Error>(
    _ name: String, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
    displayName: String? = nil, operation: (OpenCall) async throws(Failure) -> Success
) async throws(Failure) -> Success {
    try await Tracer.current.withCall(
        name, inputs: inputs(), attributes: attributes(), displayName: displayName, operation: operation)
}

/// Records a call beneath the current one, with ``Tracer/current``; while that is disabled it only runs `operation`.
///
/// The operation's result is the output, where it is `Encodable` and nothing else was set.
///
/// - Throws: What `operation` throws, untouched.
public func withCall<Success, Failure: Error>(
    _ name: String, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
    displayName: String? = nil, operation: (OpenCall) throws(Failure) -> Success
) throws(Failure) -> Success {
    try Tracer.current.withCall(
        name, inputs: inputs(), attributes: attributes(), displayName: displayName, operation: operation)
}

/// Records a call of an op whose code is known beneath the current one; otherwise as with a name.
///
/// - Throws: What `operation` throws, untouched.
public func withCall<Success, Failure: Error>(
    _ op: OpSource, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
    displayName: String? = nil, operation: (OpenCall) async throws(Failure) -> Success
) async throws(Failure) -> Success {
    try await Tracer.current.withCall(
        op, inputs: inputs(), attributes: attributes(), displayName: displayName, operation: operation)
}

/// Records a call of an op whose code is known beneath the current one; otherwise as with a name.
///
/// - Throws: What `operation` throws, untouched.
public func withCall<Success, Failure: Error>(
    _ op: OpSource, inputs: @autoclosure () -> CallInputs = [:], attributes: @autoclosure () -> CallInputs = [:],
    displayName: String? = nil, operation: (OpenCall) throws(Failure) -> Success
) throws(Failure) -> Success {
    try Tracer.current.withCall(
        op, inputs: inputs(), attributes: attributes(), displayName: displayName, operation: operation)
}

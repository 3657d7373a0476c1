public import TreadleCore

extension Tracer {
    /// Records a call around an operation, with inputs that are JSON already; its result is not recorded.
    ///
    /// Libraries use this form: what they record is theirs to say, with ``OpenCall/setOutput(_:)``.
    ///
    /// Within `operation` the call is the task's current one, so that calls started in it, also by child tasks, are
    /// recorded beneath it. A thrown error becomes the call's exception; a cancellation its outcome. A call that
    /// `operation` ended itself stays as it ended it.
    ///
    /// - Parameters: As for ``startCall(_:inputs:attributes:displayName:parent:threadID:turnID:)``.
    /// - Throws: What `operation` throws, untouched.
    public func withCall<Success>(
        _ name: String, inputs: @autoclosure () -> RawJSON, attributes: RawJSON = .emptyObject,
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil, operation: (OpenCall) async throws -> Success
    ) async rethrows -> Success {
        guard self.isEnabled else { return try await operation(.inert) }
        let call = self.startCall(
            name, inputs: inputs(), attributes: attributes, displayName: displayName, parent: parent,
            threadID: threadID, turnID: turnID)
        return try await CallContext.$current.withValue(call.context) {
            do {
                let result = try await operation(call)
                call.finish()
                return result
            } catch {
                call.fail(error)
                throw error
            }
        }
    }

    /// Records a call around a synchronous operation; otherwise like the asynchronous one.
    ///
    /// - Throws: What `operation` throws, untouched.
    public func withCall<Success>(
        _ name: String, inputs: @autoclosure () -> RawJSON, attributes: RawJSON = .emptyObject,
        displayName: String? = nil, parent: CallContext? = CallContext.current, threadID: String? = nil,
        turnID: String? = nil, operation: (OpenCall) throws -> Success
    ) rethrows -> Success {
        guard self.isEnabled else { return try operation(.inert) }
        let call = self.startCall(
            name, inputs: inputs(), attributes: attributes, displayName: displayName, parent: parent,
            threadID: threadID, turnID: turnID)
        return try CallContext.$current.withValue(call.context) {
            do {
                let result = try operation(call)
                call.finish()
                return result
            } catch {
                call.fail(error)
                throw error
            }
        }
    }
}

/// Records a call beneath the current one, with ``Tracer/current``; while that is disabled it only runs `operation`.
///
/// Inputs are JSON already, and the result is not recorded.
///
/// - Throws: What `operation` throws, untouched.
public func withCall<Success>(
    _ name: String, inputs: @autoclosure () -> RawJSON, attributes: RawJSON = .emptyObject,
    displayName: String? = nil, operation: (OpenCall) async throws -> Success
) async rethrows -> Success {
    try await Tracer.current.withCall(
        name, inputs: inputs(), attributes: attributes, displayName: displayName, operation: operation)
}

/// Records a call beneath the current one, with ``Tracer/current``; while that is disabled it only runs `operation`.
///
/// Inputs are JSON already, and the result is not recorded.
///
/// - Throws: What `operation` throws, untouched.
public func withCall<Success>(
    _ name: String, inputs: @autoclosure () -> RawJSON, attributes: RawJSON = .emptyObject,
    displayName: String? = nil, operation: (OpenCall) throws -> Success
) rethrows -> Success {
    try Tracer.current.withCall(
        name, inputs: inputs(), attributes: attributes, displayName: displayName, operation: operation)
}

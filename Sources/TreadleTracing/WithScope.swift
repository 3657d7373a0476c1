public import TreadleCore

/// Says something about all calls that start within an operation, in child tasks, too.
///
/// A call's own attributes win over these, and these over those of a scope around it.
///
/// - Parameter attributes: Members for the calls' attributes, an object; nothing secret.
/// - Throws: What `operation` throws, untouched.
public func withAttributes<Success>(
    _ attributes: RawJSON, operation: () async throws -> Success
) async rethrows -> Success {
    try await CallContext.$current.withValue(CallContext.adding(attributes)) { try await operation() }
}

/// Says something about all calls that start within a synchronous operation; otherwise like the asynchronous one.
///
/// - Throws: What `operation` throws, untouched.
public func withAttributes<Success>(_ attributes: RawJSON, operation: () throws -> Success) rethrows -> Success {
    try CallContext.$current.withValue(CallContext.adding(attributes)) { try operation() }
}

/// Makes all calls that start within an operation part of one conversation.
///
/// A call that starts there, and not within another call of the thread, is a turn: it, and all calls below it, have its
/// identifier as their ``Call/turnID``.
///
/// - Parameter threadID: The conversation; one is made up where there is none. The operation is handed it.
/// - Throws: What `operation` throws, untouched.
public func withThread<Success>(
    _ threadID: String? = nil, operation: (_ threadID: String) async throws -> Success
) async rethrows -> Success {
    let threadID = threadID ?? UUIDv7.make()
    return try await CallContext.$current.withValue(CallContext.joining(.named(threadID))) {
        try await operation(threadID)
    }
}

/// Makes all calls that start within a synchronous operation part of one conversation; otherwise like the asynchronous
/// one.
///
/// - Throws: What `operation` throws, untouched.
public func withThread<Success>(
    _ threadID: String? = nil, operation: (_ threadID: String) throws -> Success
) rethrows -> Success {
    let threadID = threadID ?? UUIDv7.make()
    return try CallContext.$current.withValue(CallContext.joining(.named(threadID))) { try operation(threadID) }
}

/// Takes all calls that start within an operation out of the conversation around them; they have no turn, either.
///
/// - Throws: What `operation` throws, untouched.
public func withoutThread<Success>(operation: () async throws -> Success) async rethrows -> Success {
    try await CallContext.$current.withValue(CallContext.joining(.none)) { try await operation() }
}

/// Takes all calls that start within a synchronous operation out of the conversation around them; otherwise like the
/// asynchronous one.
///
/// - Throws: What `operation` throws, untouched.
public func withoutThread<Success>(operation: () throws -> Success) rethrows -> Success {
    try CallContext.$current.withValue(CallContext.joining(.none)) { try operation() }
}

/// Records the calls that start within an operation with a tracer, whatever the process's own one is.
///
/// - Throws: What `operation` throws, untouched.
public func withTracer<Success>(_ tracer: Tracer, operation: () async throws -> Success) async rethrows -> Success {
    try await CallContext.$current.withValue(CallContext.currentOrEmpty.with(tracer)) { try await operation() }
}

/// Records the calls that start within a synchronous operation with a tracer; otherwise like the asynchronous one.
///
/// - Throws: What `operation` throws, untouched.
public func withTracer<Success>(_ tracer: Tracer, operation: () throws -> Success) rethrows -> Success {
    try CallContext.$current.withValue(CallContext.currentOrEmpty.with(tracer)) { try operation() }
}

extension CallContext {
    fileprivate static func adding(_ attributes: RawJSON) -> CallContext {
        let context = self.currentOrEmpty
        let outer = context.scope?.attributes ?? .emptyObject
        return context.with(
            CallScope(attributes: outer.joined(with: attributes), thread: context.scope?.thread ?? .inherited))
    }

    fileprivate static func joining(_ thread: CallScope.Thread) -> CallContext {
        let context = self.currentOrEmpty
        return context.with(CallScope(attributes: context.scope?.attributes ?? .emptyObject, thread: thread))
    }
}

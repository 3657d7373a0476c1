internal import TreadleCore

/// Says something about all calls that start within an operation, in child tasks, too; values may be any `Encodable`.
///
/// A call's own attributes win over these, and these over those of a scope around it and over its op's.
///
/// - Parameter attributes: Members for the calls' attributes; nothing secret.
/// - Throws: What `operation` throws, untouched.
public func withAttributes<Success>(
    _ attributes: CallInputs, operation: () async throws -> Success
) async rethrows -> Success {
    try await withAttributes(attributes.encoded(by: .plain), operation: operation)
}

/// Says something about all calls that start within a synchronous operation; otherwise like the asynchronous one.
///
/// - Throws: What `operation` throws, untouched.
public func withAttributes<Success>(_ attributes: CallInputs, operation: () throws -> Success) rethrows -> Success {
    try withAttributes(attributes.encoded(by: .plain), operation: operation)
}

@_exported public import TreadleTracing

/// Makes a function an op: each time it runs, that is a call with its arguments, its result and its code.
///
/// ```swift
/// @Op func weaveCloth(warp: String, to weft: Int = 3) async throws -> Cloth { … }
/// ```
///
/// The op is named after the function, a method's after its type as well (`Loom.weave`), and it has a new version
/// whenever the function's source changes. Arguments are recorded by their names in the body, each `Encodable` one as
/// what it encodes itself as, others by their types. Where nothing is traced the function only runs.
///
/// The call of a function that returns an `AsyncStream`, an `AsyncThrowingStream`, `some AsyncSequence` or `any
/// AsyncSequence` ends with that sequence, and has its elements for its output. Of other sequences only that they were
/// returned is recorded; say `some AsyncSequence` to have them traced.
///
/// Functions of all kinds can be ops but those with parameters that are `inout`, `borrowing` or `consuming`; what cannot
/// be one is refused with a message. The arguments of the macro are evaluated once, not with each call.
///
/// - Parameters:
///   - name: The op's name, instead of the function's.
///   - displayName: What its calls are shown as.
///   - attributes: Members for the attributes of its calls; those of a scope win over them. Nothing secret.
///   - kind: What it is, for those who look at its calls.
///   - color: What color its calls are shown in.
///   - sampleRate: The part of its calls that is recorded where they start a trace, from 0 to 1.
///   - redacting: Names whose values are taken out of its inputs and outputs, beside those of the tracer.
///   - capturesCode: Whether its code is kept with its version.
///   - recordsInputs: Whether its arguments are recorded.
///   - recordsOutput: Whether its result is recorded.
@attached(body)
public macro Op(
    _ name: String? = nil, displayName: String? = nil, attributes: CallInputs = [:], kind: OpKind? = nil,
    color: OpColor? = nil, sampleRate: Double = 1, redacting: Set<String> = [], capturesCode: Bool = true,
    recordsInputs: Bool = true, recordsOutput: Bool = true
) = #externalMacro(module: "WeaveMacrosPlugin", type: "OpMacro")

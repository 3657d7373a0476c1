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
/// Functions of all kinds can be ops but those with parameters that are `inout`, `borrowing` or `consuming`; what cannot
/// be one is refused with a message.
///
/// - Parameters:
///   - name: The op's name, instead of the function's.
///   - displayName: How its calls are called, instead of by the op's name.
@attached(body)
public macro Op(_ name: String? = nil, displayName: String? = nil) =
    #externalMacro(module: "WeaveMacrosPlugin", type: "OpMacro")

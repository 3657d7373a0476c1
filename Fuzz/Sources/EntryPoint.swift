internal import FoundationEssentials

/// The target that `FUZZ_TARGET` names.
private let target: any FuzzTarget =
    switch ProcessInfo.processInfo.environment["FUZZ_TARGET"] {
    case "json": JSONTarget()
    case "refs": RefTarget()
    case "query": QueryTarget()
    case "multipart": MultipartTarget()
    case "requests": RequestTarget()
    case let name: preconditionFailure("FUZZ_TARGET names no target: \(name ?? "it is not set")")
    }

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    target.run(Array(UnsafeBufferPointer(start: bytes, count: count))[...])
    return 0
}

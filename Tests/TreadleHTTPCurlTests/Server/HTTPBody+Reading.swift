import TreadleHTTP

extension HTTPBody {
    /// The whole body as text.
    var text: String {
        get async throws { String(decoding: try await self.collect(upTo: 64 << 20), as: UTF8.self) }
    }

    var stream: (any HTTPBodyStream)? {
        if case .stream(let stream, _) = self { stream } else { nil }
    }

    var whole: ArraySlice<UInt8>? {
        if case .bytes(let bytes) = self { bytes } else { nil }
    }
}

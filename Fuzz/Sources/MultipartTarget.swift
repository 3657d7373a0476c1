@testable internal import TreadleTraceHTTP

/// Multipart bodies: parts are slices of what came.
struct MultipartTarget: FuzzTarget {
    func run(_ bytes: ArraySlice<UInt8>) {
        // The first line is the content type; the rest is the body.
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let contentType = String(decoding: bytes[..<end], as: UTF8.self)
        let body = end == bytes.endIndex ? [] : bytes[(end + 1)...]
        guard let form = try? MultipartBody(body, contentType: contentType) else { return }
        let size = form.parts.reduce(0) { $0 + $1.content.count }
        expect(size <= body.count, "parts are larger than their body")
    }
}

/// A `multipart/form-data` body, taken apart (RFC 7578, and RFC 2046, section 5.1).
///
/// It is pure: bytes in, parts out. Contents are slices of the body; nothing of them is copied or looked at twice. What
/// stands before the first boundary and after the last one is passed over.
struct MultipartBody {
    /// How much of everything but content there may be.
    struct Limits {
        /// How many parts.
        var parts = 32
        /// How many bytes the header of each.
        var headerBytes = 8 << 10
    }

    /// One field or file.
    struct Part: Equatable {
        /// The field's name.
        var name: String
        /// The file's name, where there is one.
        var filename: String?
        /// What the content is, as it was said.
        var contentType: String?
        /// The content, a slice of the body.
        var content: ArraySlice<UInt8>
    }

    /// The parts, in the order in which they came.
    let parts: [Part]

    /// Takes a body apart.
    init(_ bytes: ArraySlice<UInt8>, contentType: String?, limits: Limits = Limits()) throws(MultipartError) {
        let search = BoundarySearch(try MultipartBoundary(contentType: contentType))
        guard var line = search.firstLine(in: bytes) else {
            throw MultipartError("it does not hold the boundary that its Content-Type names")
        }
        var parts: [Part] = []
        while !line.isLast {
            guard parts.count < limits.parts else {
                throw MultipartError("it has more than \(limits.parts) parts, the limit")
            }
            let header = try PartHeader(bytes[line.range.upperBound...], limit: limits.headerBytes)
            guard let next = search.line(in: bytes, from: header.endIndex) else {
                throw MultipartError("it ends before its closing boundary")
            }
            parts.append(
                Part(
                    name: header.name, filename: header.filename, contentType: header.contentType,
                    content: bytes[header.endIndex..<next.range.lowerBound]))
            line = next
        }
        self.parts = parts
    }
}

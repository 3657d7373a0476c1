internal import TreadleCore

/// The header of a part (RFC 7578, section 4.2).
struct PartHeader {
    /// The field's name.
    let name: String
    /// The file's name, where there is one.
    let filename: String?
    /// What the content is, as it was said.
    let contentType: String?
    /// Where the content starts.
    let endIndex: Int

    init(_ bytes: ArraySlice<UInt8>, limit: Int) throws(MultipartError) {
        let (fields, endIndex) = try Self.fields(bytes, limit: limit)
        self.endIndex = endIndex
        guard let disposition = try Self.only("content-disposition", of: fields),
            let parsed = ParameterizedValue(disposition), parsed.value == "form-data"
        else { throw MultipartError("a part has no Content-Disposition of form-data") }
        guard let name = parsed["name"] else { throw MultipartError("a part has no name") }
        self.name = try Self.text(name)
        if let extended = parsed["filename*"] {
            guard let filename = ExtendedValue.text(extended) else {
                throw MultipartError("a filename* is not a charset, a language and an escaped name")
            }
            self.filename = filename
        } else {
            self.filename = try parsed["filename"].map { (name) throws(MultipartError) in try Self.text(name) }
        }
        self.contentType = try Self.only("content-type", of: fields).map { (type) throws(MultipartError) in
            try Self.text(Array(type))
        }
        if let encoding = try Self.only("content-transfer-encoding", of: fields) {
            let name = String(decoding: encoding, as: UTF8.self).lowercased()
            // Deprecated; what it names is content as it stands.
            guard ["binary", "8bit", "7bit"].contains(name) else {
                throw MultipartError("a part is encoded; send its content as it is")
            }
        }
    }

    private typealias Field = (name: String, value: ArraySlice<UInt8>)

    /// The lines up to an empty one, and where that ends.
    private static func fields(_ bytes: ArraySlice<UInt8>, limit: Int) throws(MultipartError) -> ([Field], Int) {
        var fields: [Field] = []
        var rest = bytes.prefix(limit)
        while true {
            guard let end = rest.firstIndex(of: 0x0D), end + 1 < rest.endIndex else {
                throw MultipartError(
                    bytes.count > limit
                        ? "a part's header is longer than \(limit) bytes, the limit" : "it ends in a part's header")
            }
            guard rest[end + 1] == 0x0A else { throw MultipartError("a part's header holds a bare line break") }
            let line = rest[rest.startIndex..<end]
            rest = rest[(end + 2)...]
            if line.isEmpty { return (fields, rest.startIndex) }
            fields.append(try Self.field(line))
        }
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(MultipartError) -> Field {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(ParameterizedValue.isTokenByte),
            !line.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F })
        else { throw MultipartError("a line of a part's header is not a name, a colon and a value") }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        return (name, ParameterizedValue.trimmed(line[(colon + 1)...]))
    }

    private static func only(_ name: String, of fields: [Field]) throws(MultipartError) -> ArraySlice<UInt8>? {
        let values = fields.filter { $0.name == name }
        guard values.count <= 1 else { throw MultipartError("a part's header has two lines of one name") }
        return values.first?.value
    }

    private static func text(_ bytes: [UInt8]) throws(MultipartError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MultipartError("a part's header is not UTF-8")
        }
        return text
    }
}

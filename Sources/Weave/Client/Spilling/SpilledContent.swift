internal import TreadleCore

/// A value as Weave's `Content`, which its Python client reads back with the type `application/json`.
struct SpilledContent {
    /// A file of it.
    struct File {
        var name: String
        var bytes: ArraySlice<UInt8>
        var digest: String
    }

    /// What stands for it in a call.
    let reference: RawJSON
    /// What has to be there before the call is.
    let files: [File]

    /// What W&B's server puts for what is too large.
    static let refused = JSONWriter.object { writer in
        writer.object("_weave") { $0.member("error", "<EXCEEDS_LIMITS>") }
    }

    init(_ value: RawJSON) {
        let hash = Self.hexadecimal(value.bytes)
        // The members, and what they hold, are those of `Content.from_text` and `from_bytes`.
        let metadata = JSONWriter.object { writer in
            writer.member("size", value.bytes.count)
            writer.member("mimetype", "application/json")
            writer.member("digest", hash)
            writer.member("filename", "file-\(hash.prefix(4)).json")
            writer.member("content_type", "text")
            writer.member("input_type", "str")
            writer.member("encoding", "utf-8")
            writer.member("metadata", RawJSON.null)
            writer.member("extension", ".json")
        }
        let files = [("content", value.bytes), ("metadata.json", metadata.bytes)].map { name, bytes in
            File(name: name, bytes: bytes, digest: Digest.content(bytes))
        }
        self.files = files
        self.reference = JSONWriter.object { writer in
            writer.member("_type", "CustomWeaveType")
            writer.object("weave_type") { $0.member("type", "weave.type_wrappers.Content.content.Content") }
            writer.object("files") { writer in
                for file in files { writer.member(file.name, file.digest) }
            }
        }
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        let stream = Digest.SHA256Stream()
        stream.update(bytes)
        let digits = [UInt8]("0123456789abcdef".utf8)
        return String(
            decoding: stream.finish().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

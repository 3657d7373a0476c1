internal import TreadleCore
internal import TreadleTrace

/// The form of `/file/create`: `project_id`, `expected_digest` where the client worked it out, and `file`.
struct FileUpload {
    let projectID: String
    let expectedDigest: String?
    /// The file's name, as the client has it.
    let name: String
    /// The content, a slice of the body.
    let content: ArraySlice<UInt8>

    init(_ body: ArraySlice<UInt8>, contentType: String?) throws(WireRefusal) {
        var parts: [String: MultipartBody.Part] = [:]
        for part in try Self.form(body, contentType).parts {
            guard ["project_id", "expected_digest", "file"].contains(part.name) else {
                throw .unknown(["body", part.name])
            }
            guard parts.updateValue(part, forKey: part.name) == nil else {
                throw .misfit(["body", part.name], "is there twice")
            }
        }
        // An empty field is one that was not filled in.
        guard let projectID = try Self.text("project_id", of: parts), !projectID.isEmpty else {
            throw .misfit(["body", "project_id"], "project_id is missing", type: "missing")
        }
        guard let file = parts["file"] else { throw .misfit(["body", "file"], "file is missing", type: "missing") }
        self.projectID = projectID
        self.expectedDigest = try Self.text("expected_digest", of: parts).flatMap { $0.isEmpty ? nil : $0 }
        self.name = file.filename ?? ""
        self.content = file.content
    }

    private static func form(
        _ body: ArraySlice<UInt8>, _ contentType: String?
    ) throws(WireRefusal) -> MultipartBody {
        do {
            return try MultipartBody(body, contentType: contentType)
        } catch {
            if error.isOfAnotherType { throw .misfit(["body"], "the body must be a form: \(error)") }
            throw WireRefusal(400, "the body is no multipart/form-data: \(error)")
        }
    }

    private static func text(
        _ name: String, of parts: [String: MultipartBody.Part]
    ) throws(WireRefusal) -> String? {
        guard let part = parts[name] else { return nil }
        guard part.filename == nil, let text = String(validating: part.content, as: UTF8.self) else {
            throw .misfit(["body", name], "must be a text", type: "string_type")
        }
        return text
    }
}

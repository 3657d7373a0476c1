internal import TreadleCore

/// One version of an op as it is published: a file with its code, and an object that names the file.
struct OpVersion: Sendable {
    /// Under which name all of Weave's clients keep an op's code, whatever its language.
    static let fileName = "obj.py"

    let name: String
    let code: [UInt8]
    let fileDigest: String
    let value: RawJSON
    let digest: String

    init(name: String, code: String) {
        self.name = OpObjectName.spelled(name)
        self.code = [UInt8](utf8: code)
        let fileDigest = Digest.content(self.code[...])
        self.fileDigest = fileDigest
        self.value = JSONWriter.object { writer in
            writer.member("_type", "CustomWeaveType")
            writer.object("weave_type") { $0.member("type", "Op") }
            writer.object("files") { $0.member(Self.fileName, fileDigest) }
        }
        self.digest = Digest.content(of: self.value)
    }

    /// A version of an op: with its code, where that is known or found.
    init(_ op: OpSource, readFile: (String) -> [UInt8]?) {
        var code = op.capturesCode ? op.text : nil
        if code == nil, op.capturesCode, !op.filePath.isEmpty, let file = readFile(op.filePath) {
            code = SourceExcerpt.text(of: file, line: op.line)
        }
        self.init(name: op.name, code: code ?? "// The code of \(op.name) was not captured.")
    }

    /// What calls of this version have for a name.
    func reference(in projectID: String) -> String { "weave:///\(projectID)/op/\(self.name):\(self.digest)" }
}

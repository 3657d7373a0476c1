import Testing
import TreadleCore
import TreadleTesting

@testable import TreadleTraceHTTP

@Suite struct MultipartBodyTests {
    private static let type = "multipart/form-data; boundary=weft"

    private func parts(
        _ body: String, _ type: String? = Self.type, limits: MultipartBody.Limits = .init()
    ) throws -> [MultipartBody.Part] {
        try MultipartBody([UInt8](utf8: body)[...], contentType: type, limits: limits).parts
    }

    private static func part(_ header: String, _ content: String = "x") -> String {
        "--weft\r\n\(header)\r\n\r\n\(content)\r\n--weft--\r\n"
    }

    /// What the Python client sends.
    @Test func `fields and a file`() throws {
        let body = """
            --weft\r
            Content-Disposition: form-data; name="project_id"\r
            \r
            mill/looms\r
            --weft\r
            Content-Disposition: form-data; name="file"; filename="obj.py"\r
            Content-Type: text/x-python\r
            \r
            def warp():\r
              return 1\r
            \r
            --weft--\r

            """
        let parts = try self.parts(body)
        #expect(parts.map(\.name) == ["project_id", "file"])
        #expect(parts.map(\.filename) == [nil, "obj.py"])
        #expect(parts.map(\.contentType) == [nil, "text/x-python"])
        #expect(
            parts.map { String(decoding: $0.content, as: UTF8.self) }
                == ["mill/looms", "def warp():\r\n  return 1\r\n"])
    }

    @Test func `content is a slice of the body`() throws {
        let body = [UInt8](utf8: "preamble\r\n" + Self.part(#"Content-Disposition: form-data; name="f""#, "threads"))
        let whole = [1, 2, 3] + body
        let part = try #require(try MultipartBody(whole[3...], contentType: Self.type).parts.first)
        #expect(part.content.startIndex > 3)
        #expect(Array(whole[part.content.indices]) == [UInt8](utf8: "threads"))
    }

    @Test func `content is kept byte for byte, whatever it looks like`() throws {
        let contents = [
            "", "\r\n", "\r\n\r\n", "--weft", "--weft--", "\r\n--wef", "\r\n--weftX\r\n", "\r\n--weft-",
            "\r\n--weft-\r\n",
            "\r\n--weft--x", "\r--weft\r\n", "\n--weft\r\n", "\r\n --weft\r\n", "\r\n--WEFT\r\n", "\r\r\n--weft x\r\n",
            "\u{0}",
        ]
        for content in contents {
            let parts = try self.parts(Self.part(#"Content-Disposition: form-data; name="f""#, content))
            #expect(parts.map { Array($0.content) } == [[UInt8](utf8: content)], "\(content.debugDescription)")
        }
        let bytes = [UInt8](0...255) + [0x0D, 0x0A, 0xFF, 0x0D]
        var form = MultipartForm()
        form.add("file", filename: "all", bytes[...])
        let type = form.contentType
        #expect(try MultipartBody(form.finish()[...], contentType: type).parts.map { Array($0.content) } == [bytes])
    }

    @Test func `what stands around the parts is passed over`() throws {
        let part = Self.part(#"Content-Disposition: form-data; name="f""#)
        let bodies: [String] = [
            "\r\n\(part)", "say what you like\r\n\(part)", "\(part)and more\r\n--weft\r\n", "--weftX\r\n\(part)",
            part.replacing("--\r\n", with: "--"), part.replacing("--weft\r\nC", with: "--weft \t\r\nC"),
            part.replacing("weft--", with: "weft-- "),
        ]
        for body in bodies {
            #expect(try self.parts(body).map(\.name) == ["f"], "\(body.debugDescription)")
        }
        #expect(try self.parts("--weft--").isEmpty)
        #expect(try self.parts("--weft--\r\n").isEmpty)
    }

    @Test(arguments: [
        (#"form-data; name="a b;c\"d\\e\f""#, #"a b;c"d\e\f"#), ("form-data; name=plain", "plain"),
        ("form-data ; Name = x", nil), ("FORM-DATA;NAME=\"x\";", "x"), ("form-data; name=\"é\"", "é"),
        ("form-data;\tname=x\t;  filename=\"\"", "x"), ("form-data", nil), ("form-data; name", nil),
        ("form-data; name=", nil), (#"form-data; name="x"#, nil), (#"form-data; name="x" y"#, nil),
        (#"form-data; name=x; name=y"#, nil), (#"attachment; name="x""#, nil), ("", nil),
        (#"form-data; name=a"b"#, nil),
        ("form-data, name=x", nil),
    ])
    func `names are read as they are quoted`(disposition: String, name: String?) {
        let parts = try? self.parts(Self.part("Content-Disposition: \(disposition)"))
        #expect(parts?.first?.name == name)
    }

    @Test(arguments: [
        (#"filename="loom.py""#, "loom.py"), (#"filename="C:\mill\loom.py""#, #"C:\mill\loom.py"#),
        ("filename*=UTF-8''k%C3%A4rn%20te.txt", "kärn te.txt"), ("filename*=utf-8'de'a", "a"),
        ("filename*=iso-8859-1''k%E4rn", "kärn"), (#"filename="plain"; filename*=UTF-8''b%C3%A9"#, "bé"),
    ])
    func `a file's name may be plain or extended`(parameter: String, name: String) throws {
        let parts = try self.parts(Self.part("content-disposition: form-data; name=f; \(parameter)"))
        #expect(parts.first?.filename == name)
    }

    @Test(arguments: [
        "Content-Disposition: form-data; name=f; filename*=b",
        "Content-Disposition: form-data; name=f; filename*=UTF-8''%C3",
        "Content-Disposition: form-data; name=f; filename*=KOI8-R''a",
        "Content-Disposition: form-data; name=f\r\n folded",
        "Content-Disposition form-data", ": form-data; name=f", "Content Disposition: form-data; name=f",
        "Content-Disposition: form-data; name=f\r\nContent-Disposition: form-data; name=g", "Content-Type: text/plain",
        "Content-Disposition: form-data; name=\"a\nb\"", "Content-Disposition: form-data; name=\"a\u{0}b\"",
        "Content-Disposition: form-data; name=f\r\nContent-Transfer-Encoding: base64",
        "Content-Disposition: form-data; name=f\rX: y",
    ])
    func `a malformed header is refused`(header: String) {
        #expect(throws: MultipartError.self) { try self.parts(Self.part(header)) }
    }

    @Test func `a header that is not UTF-8 is refused`() {
        let head = [UInt8](utf8: "--weft\r\nContent-Disposition: form-data; name=\"")
        let tail = [UInt8](utf8: "\"\r\n\r\nx\r\n--weft--\r\n")
        #expect(throws: MultipartError.self) {
            try MultipartBody((head + [0xFF] + tail)[...], contentType: Self.type)
        }
    }

    @Test(arguments: [
        "", "x", "--weft", "--weft\r\n", "--weft\r\nContent-Disposition: form-data; name=f",
        "--weft\r\nContent-Disposition: form-data; name=f\r\n\r\n",
        "--weft\r\nContent-Disposition: form-data; name=f\r\n\r\nx\r\n--weft\r\n",
        "--weft\r\nContent-Disposition: form-data; name=f\r\n\r\nx--weft--\r\n",
        "--weft\nContent-Disposition: form-data; name=f\n\nx\n--weft--\n", "--weft\r\n\r\nx\r\n--weft--\r\n",
        "x--weft--\r\n", "--other--\r\n",
    ])
    func `a body that ends too soon, or is none, is refused`(body: String) {
        #expect(throws: MultipartError.self) { try self.parts(body) }
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=a", "a"), ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", "a b"),
        ("multipart/form-data; boundary=\"a;b=c\"", nil),
        ("multipart/form-data; boundary='()+_,-./:=?", "'()+_,-./:=?"),
        ("multipart/form-data; boundary=\(String(repeating: "a", count: 70))", String(repeating: "a", count: 70)),
        ("multipart/form-data; boundary=\(String(repeating: "a", count: 71))", nil), ("multipart/form-data", nil),
        ("multipart/form-data; boundary=", nil), ("multipart/form-data; boundary=\"\"", nil),
        ("multipart/form-data; boundary=\"a \"", nil), ("multipart/form-data; boundary=é", nil),
        ("multipart/form-data; boundary=a; boundary=b", nil), ("multipart/form-data; boundary=\"a\\\"b\"", nil),
    ])
    func `the boundary comes from the Content-Type`(type: String, boundary: String?) {
        let read = try? MultipartBoundary(contentType: type)
        #expect(read?.bytes == boundary.map { [UInt8](utf8: $0) })
    }

    @Test(arguments: [
        nil, "", "application/json", "multipart/mixed; boundary=weft", "multipart/form-data boundary=weft",
    ])
    func `another type is told apart`(type: String?) {
        let error = #expect(throws: MultipartError.self) { try self.parts("--weft--", type) }
        #expect(error?.isOfAnotherType == true)
    }

    @Test func `as many parts and as long a header as allowed, and no more`() throws {
        let header = "Content-Disposition: form-data; name=f"
        let limits = MultipartBody.Limits(parts: 2, headerBytes: header.utf8.count + 4)
        let part = "--weft\r\n\(header)\r\n\r\nx\r\n"
        #expect(try self.parts(part + part + "--weft--", limits: limits).count == 2)
        #expect(throws: MultipartError.self) { try self.parts(part + part + part + "--weft--", limits: limits) }
        let shorter = MultipartBody.Limits(parts: 2, headerBytes: header.utf8.count + 3)
        #expect(throws: MultipartError.self) { try self.parts(part + "--weft--", limits: shorter) }
    }

    @Test func `a million line breaks and near misses take no longer than their length`() throws {
        let noise = String(repeating: "\r\n--wef\r\r\n--weftt", count: 60_000)
        let parts = try self.parts(Self.part("Content-Disposition: form-data; name=f", noise))
        #expect(parts.first?.content.count == noise.utf8.count)
    }

    @Test func `no mutation of a body leads it astray`() throws {
        let body = [UInt8](
            utf8: "--weft\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''%41\r\n\r\n1\r\n--weft\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Type: a/b\r\n\r\n\r\n--\r\n--weft--"
        )
        let alphabet = [UInt8](utf8: "\r\n-:;=\"\\ weft%*'") + [0, 0x7F, 0xFF]
        var random = SeededGenerator(seed: 7)
        for _ in 0..<4000 {
            var mutant = body
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<mutant.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: mutant[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                case 1: mutant.remove(at: place)
                default: mutant.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: place)
                }
            }
            // Whatever it makes of it, the parts lie in the body, in order, and do not overlap.
            guard let parts = try? MultipartBody(mutant[...], contentType: Self.type).parts else { continue }
            var end = 0
            for part in parts {
                #expect(part.content.startIndex >= end && part.content.endIndex <= mutant.count)
                end = part.content.endIndex
            }
        }
        for length in 0..<body.count {
            #expect(throws: MultipartError.self) { try MultipartBody(body[..<length], contentType: Self.type) }
        }
    }
}

import Synchronization
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct AnnotationRuleTests {
    private static let ref = "weave:///mill/looms/object/weft:abc"

    private func rule(_ value: String?) throws -> AnnotationRule {
        let value = try value.map { try RawJSON($0) }
        return AnnotationRule { key in
            #expect(key == ObjectKey(projectID: "mill/looms", objectID: "weft", version: "abc"))
            guard let value else { throw TraceError(.notFound, "nothing there") }
            return ObjectVersion(
                projectID: key.projectID, objectID: key.objectID, kind: .object, digest: key.version, versionIndex: 0,
                isLatest: true, createdAt: .now, value: value, sizeBytes: 0)
        }
    }

    private func annotation(_ value: String) throws -> Feedback {
        try NewFeedback.stub(
            type: "wandb.annotation.weft", payload: #"{"value":\#(value)}"#,
            details: #"{"annotation_ref":"\#(Self.ref)"}"#
        ).completed(at: .now)
    }

    @Test(arguments: [
        (#"{"_class_name":"AnnotationSpec","field_schema":{"type":"integer","minimum":1,"maximum":5}}"#, "3"),
        (#"{"_class_name":"AnnotationSpec","field_schema":{}}"#, "\"anything\""),
        (#"{"_class_name":"AnnotationSpec","field_schema":null}"#, "null"), (#"{"_class_name":"AnnotationSpec"}"#, "1"),
        (#"{"_class_name":"Weft","_bases":["AnnotationSpec","BaseObject"],"field_schema":{"type":"string"}}"#, "\"x\""),
        (#"{"name":"weft","field_schema":{"type":"boolean"}}"#, "true"),
        // A spec is somebody else's, and patterns can take forever.
        (
            #"{"_class_name":"AnnotationSpec","field_schema":{"type":"string","pattern":"^(a+)+$"}}"#,
            "\"aaaaaaaaaaaa!\""
        ),
    ])
    func `a value that fits its spec is taken`(spec: String, value: String) async throws {
        try await self.rule(spec).check([self.annotation(value)])
    }

    @Test(arguments: [
        (#"{"_class_name":"AnnotationSpec","field_schema":{"type":"integer","minimum":1,"maximum":5}}"#, "9"),
        (#"{"_class_name":"AnnotationSpec","field_schema":{"type":"integer","minimum":1,"maximum":5}}"#, "0"),
        (#"{"_class_name":"AnnotationSpec","field_schema":{"type":"integer"}}"#, "\"x\""),
        (#"{"_class_name":"AnnotationSpec","field_schema":{"enum":["tight","loose"]}}"#, "\"torn\""),
        (#"{"_class_name":"AnnotationSpec","field_schema":[]}"#, "1"), (#"{"_class_name":"Loom"}"#, "1"),
        (#"{"name":"weft"}"#, "1"), (#"[1]"#, "1"), (#""weft""#, "1"),
        (##"{"_class_name":"AnnotationSpec","field_schema":{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}}"##, "1"),
    ])
    func `a value that does not fit, and what is no spec, are refused`(spec: String, value: String) async throws {
        let rule = try self.rule(spec)
        let feedback = try self.annotation(value)
        let error = await #expect(throws: TraceError.self) { try await rule.check([feedback]) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `a spec that is not there is the request's fault`() async throws {
        let rule = try self.rule(nil)
        let feedback = try self.annotation("1")
        let error = await #expect(throws: TraceError.self) { try await rule.check([feedback]) }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `a store that fails is not`() async throws {
        let rule = AnnotationRule { _ in throw TraceError(.storageFailed, "the disk is full") }
        let feedback = try self.annotation("1")
        let error = await #expect(throws: TraceError.self) { try await rule.check([feedback]) }
        #expect(error?.code == .storageFailed)
    }

    private final class Counter: Sendable {
        let count = Mutex(0)
    }

    @Test func `a spec is read once for a batch, and the place of what is wrong is told`() async throws {
        let spec = try RawJSON(#"{"_class_name":"AnnotationSpec","field_schema":{"maximum":5}}"#)
        let reads = Counter()
        let rule = AnnotationRule { key in
            reads.count.withLock { $0 += 1 }
            return ObjectVersion(
                projectID: key.projectID, objectID: key.objectID, kind: .object, digest: key.version,
                versionIndex: 0, isLatest: true, createdAt: .now, value: spec, sizeBytes: 0)
        }
        let batch = try [self.annotation("1"), NewFeedback.stub().completed(at: .now), self.annotation("7")]
        let error = await #expect(throws: TraceError.self) { try await rule.check(batch) }
        #expect(error?.message.hasPrefix("item 2: ") == true)
        #expect(reads.count.withLock { $0 } == 1)
    }
}

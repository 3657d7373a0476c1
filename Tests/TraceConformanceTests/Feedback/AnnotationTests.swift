import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// Annotations against published specs.
@Suite struct AnnotationTests {
    private func publish(_ value: String, as name: String, in store: any TraceServer) async throws -> String {
        let digest = try await store.createObject(
            NewObject(projectID: "mill/looms", objectID: name, value: try RawJSON(value)))
        return "weave:///mill/looms/object/\(name):\(digest)"
    }

    private func annotation(of name: String, _ value: String, by ref: String) throws -> NewFeedback {
        try .stub(
            type: "wandb.annotation.\(name)", payload: #"{"value":\#(value)}"#,
            details: #"{"annotation_ref":"\#(ref)"}"#)
    }

    private static let spec =
        #"{"_type":"AnnotationSpec","_class_name":"AnnotationSpec","_bases":["BaseObject","BaseModel"],"name":"rate","#
        + #""field_schema":{"type":"integer","minimum":1,"maximum":5}}"#

    @Test(arguments: Backend.allCases)
    func `a value is held against its published spec`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ref = try await self.publish(Self.spec, as: "rate", in: store)
        _ = try await store.createFeedback(["1", "5", "3.0"].map { try self.annotation(of: "rate", $0, by: ref) })
        for value in ["0", "6", "2.5", "\"x\"", "null", "true"] {
            let error = await #expect(throws: TraceError.self) {
                _ = try await store.createFeedback([.stub(), self.annotation(of: "rate", value, by: ref)])
            }
            #expect(error?.code == .invalidRequest)
        }
        #expect(try await store.feedbackCount(of: FeedbackQuery(projectID: "mill/looms")) == 3)
    }

    @Test(arguments: Backend.allCases)
    func `what is no spec, or is not there, is refused`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let loom = try await self.publish(#"{"_class_name":"Loom","width":3}"#, as: "rate", in: store)
        let refs = [loom, "weave:///mill/looms/object/rate:nothing", "weave:///mill/looms/object/rate:v9"]
        for ref in refs {
            let error = await #expect(throws: TraceError.self) {
                _ = try await store.createFeedback([self.annotation(of: "rate", "1", by: ref)])
            }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a spec that was deleted is not there`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ref = try await self.publish(Self.spec, as: "rate", in: store)
        _ = try await store.createFeedback([self.annotation(of: "rate", "1", by: ref)])
        #expect(try await store.deleteObject("rate", versions: nil, in: "mill/looms") == 1)
        let error = await #expect(throws: TraceError.self) {
            _ = try await store.createFeedback([self.annotation(of: "rate", "1", by: ref)])
        }
        #expect(error?.code == .invalidRequest)
    }
}

import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct FeedbackRulesTests {
    private static let object = "weave:///mill/looms/object/weft:abc"
    private static let op = "weave:///mill/looms/op/weft:abc"
    private static let call = "weave:///mill/looms/call/1"

    private func completed(_ type: String, _ payload: String, _ details: String = "{}") throws -> Feedback {
        try NewFeedback.stub(type: type, payload: payload, details: details)
            .completed(at: Timestamp(microseconds: 7))
    }

    @Test(arguments: [
        ("mill.rating", #"{}"#, "{}"),
        ("wandb.reaction.1", #"{"emoji":"👍"}"#, "{}"),
        ("wandb.note.1", #"{"note":"a loose thread — 漢字","row":7}"#, "{}"),
        ("wandb.annotation.weft", #"{"value":null}"#, #"{"annotation_ref":"\#(object)"}"#),
        ("wandb.runnable.weft", #"{"output":null}"#, #"{"runnable_ref":"\#(object)"}"#),
        ("wandb.runnable.weft", #"{"output":1}"#, #"{"runnable_ref":"\#(op)","call_ref":"\#(call)"}"#),
        (
            "wandb.runnable.weft", #"{"output":1}"#,
            #"{"runnable_ref":"\#(object)","call_ref":"\#(call)","trigger_ref":"\#(object)","scorer_tags":["ok"]}"#
        ),
        ("wandb.agent_monitor", "{}", #"{"scorer_ratings":{"even":0.5},"call_ref":"\#(call)"}"#),
        (
            "wandb.agent_user_feedback", #"{"emoji":"👍"}"#,
            #"{"scorer_tags":["👍"],"scorer_tag_reasons":{"👍":"set"},"scorer_tag_confidences":{"👍":1.0}}"#
        ),
        ("mill.rating", "{}", #"{"annotation_ref":null,"call_ref":"","scorer_tags":[],"span_agent_name":"ada"}"#),
    ])
    func `what fits its type is taken`(type: String, payload: String, details: String) throws {
        let feedback = try self.completed(type, payload, details)
        #expect(feedback.feedbackType == type)
        #expect(feedback.createdAt == Timestamp(microseconds: 7))
    }

    @Test(arguments: [
        ("wandb.reaction.1", #"{}"#, "{}"), ("wandb.reaction.1", #"{"emoji":7}"#, "{}"),
        ("wandb.reaction.1", #"{"emoji":"no"}"#, "{}"), ("wandb.reaction.1", #"{"emoji":"👍👎"}"#, "{}"),
        ("wandb.note.1", #"{}"#, "{}"), ("wandb.note.1", #"{"note":""}"#, "{}"),
        ("wandb.note.1", #"{"note":null}"#, "{}"), ("wandb.note.1", #"{"note":["x"]}"#, "{}"),
        ("wandb.annotation.weft", #"{"value":1}"#, "{}"),
        ("wandb.annotation.weft", #"{}"#, #"{"annotation_ref":"\#(object)"}"#),
        ("wandb.annotation.warp", #"{"value":1}"#, #"{"annotation_ref":"\#(object)"}"#),
        ("wandb.annotation.weft", #"{"value":1}"#, #"{"annotation_ref":"\#(op)"}"#),
        ("wandb.annotation.weft", #"{"value":1}"#, #"{"annotation_ref":"\#(call)"}"#),
        ("wandb.annotation.weft", #"{"value":1}"#, #"{"annotation_ref":"weft"}"#),
        ("wandb.annotation.weft", #"{"value":1}"#, #"{"annotation_ref":"weave:///mill/dyes/object/weft:abc"}"#),
        ("wandb.annotation.weft", #"{"value":1}"#, #"{"annotation_ref":"\#(object)","runnable_ref":"\#(object)"}"#),
        ("mill.rating", "{}", #"{"annotation_ref":"\#(object)"}"#),
        ("wandb.runnable.weft", #"{"output":1}"#, "{}"),
        ("wandb.runnable.weft", #"{}"#, #"{"runnable_ref":"\#(object)"}"#),
        ("wandb.runnable.warp", #"{"output":1}"#, #"{"runnable_ref":"\#(object)"}"#),
        ("wandb.runnable.weft", #"{"output":1}"#, #"{"runnable_ref":"\#(op)"}"#),
        ("wandb.runnable.weft", #"{"output":1}"#, #"{"runnable_ref":"\#(op)","call_ref":"\#(object)"}"#),
        ("wandb.runnable.weft", #"{"output":1}"#, #"{"runnable_ref":"\#(object)","trigger_ref":"\#(call)"}"#),
        ("wandb.runnable.weft", #"{"output":1}"#, #"{"runnable_ref":"\#(call)"}"#),
        ("mill.rating", "{}", #"{"runnable_ref":"\#(object)"}"#),
        ("mill.rating", "{}", #"{"call_ref":"\#(call)"}"#), ("mill.rating", "{}", #"{"trigger_ref":"\#(object)"}"#),
        ("mill.rating", "{}", #"{"scorer_tags":["loose"]}"#),
        ("wandb.note.1", #"{"note":"x"}"#, #"{"scorer_ratings":{"even":1}}"#),
    ])
    func `what does not fit its type is refused`(type: String, payload: String, details: String) {
        let error = #expect(throws: TraceError.self) { _ = try self.completed(type, payload, details) }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: [
        #"{"colour":"red"}"#, #"[]"#, #"{"queue_id":7}"#, #"{"annotation_ref":{}}"#, #"{"scorer_tags":"loose"}"#,
        #"{"scorer_tags":[1]}"#, #"{"scorer_tag_reasons":{"loose":1}}"#, #"{"scorer_tag_reasons":[]}"#,
        #"{"scorer_ratings":{"even":"1"}}"#, #"{"scorer_ratings":{"even":true}}"#, #"{"span_agent_name":1}"#,
    ])
    func `details that no feedback has are refused as such`(details: String) {
        let error = #expect(throws: TraceError.self) { _ = try self.completed("wandb.agent_monitor", "{}", details) }
        #expect(error?.code == .unprocessable)
    }

    @Test func `the server says what an emoji is called`() throws {
        let feedback = try self.completed("wandb.reaction.1", #"{"emoji":"👍🏽","alias":"mine","row":1.0}"#)
        #expect(
            feedback.payload.text
                == #"{"emoji":"👍🏽","alias":":thumbs_up_medium_skin_tone:","row":1.0,"#
                + #""detoned":"👍","detoned_alias":":thumbs_up:"}"#)
    }

    @Test func `details are stored in one order, without what says nothing`() throws {
        let feedback = try self.completed(
            "wandb.agent_monitor", "{}",
            #"{"span_status_code":"UNSET","span_trace_id":"t","scorer_ratings":{"even":1.0},"scorer_tags":[],"#
                + #""queue_id":"","span_agent_name":"","call_ref":null}"#)
        #expect(feedback.details.text == #"{"scorer_ratings":{"even":1.0},"span_trace_id":"t"}"#)
    }

    @Test(arguments: [(1, true), (1024, true), (1025, false)])
    func `a note is counted in scalars`(count: Int, isTaken: Bool) {
        let note = String(repeating: "織", count: count)
        #expect(((try? self.completed("wandb.note.1", #"{"note":"\#(note)"}"#)) != nil) == isTaken)
    }

    @Test func `a payload is bounded in bytes`() throws {
        let frame = #"{"big":""}"#.utf8.count
        func payload(_ size: Int) -> String { #"{"big":"\#(String(repeating: "x", count: size - frame))"}"# }
        #expect(try self.completed("mill.rating", payload(1 << 20)).payload.bytes.count == 1 << 20)
        let error = #expect(throws: TraceError.self) { _ = try self.completed("mill.rating", payload(1 << 20 + 1)) }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: ["[]", "1", "null", "\"x\""])
    func `a payload is an object`(payload: String) {
        let error = #expect(throws: TraceError.self) { _ = try self.completed("mill.rating", payload) }
        #expect(error?.code == .unprocessable)
    }

    @Test(arguments: [
        "", "x", "weave:///", "weave:///mill/looms", "weave:///mill/looms/call/", "weave:///mill/looms/loom/7",
        "weave:///mill/looms/object/weft", "https://mill.example",
    ])
    func `what it is about must be a ref`(ref: String) throws {
        let feedback = try NewFeedback.stub(ref: ref)
        let error = #expect(throws: TraceError.self) { _ = try feedback.completed(at: .now) }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: [
        ("weave:///mill/looms/call/7", "7"), ("weave:///mill/looms/call/7/attr/output", "7"),
        ("weave:///mill/dyes/call/7", nil), ("weave:///mill/looms/object/weft:abc", nil),
        ("weave:///mill/looms/agent_turn/7", nil), ("weave:///mill/looms/table/7", nil),
    ])
    func `feedback knows the call it is on`(ref: String, callID: String?) throws {
        #expect(try NewFeedback.stub(ref: ref).completed(at: .now).callID == callID)
    }

    @Test(arguments: [
        ("019aa0de-0000-7000-8000-000000000001", true), ("1B4082A3-4EDA-4BEB-BFEB-2D16ED59AA07", true), ("", false),
        ("7", false), ("019aa0de-0000-7000-8000-00000000000", false), ("019aa0de-0000-7000-8000-00000000000g", false),
        ("019aa0de000070008000000000000000001x", false), ("019aa0de-0000-7000-8000-0000000000011", false),
    ])
    func `an identifier is a UUID`(id: String, isTaken: Bool) throws {
        let feedback = try NewFeedback.stub(id: id)
        #expect(((try? feedback.completed(at: .now))?.id == id) == isTaken)
    }

    @Test func `without an identifier one is made`() throws {
        let first = try NewFeedback.stub().completed(at: .now)
        #expect(try first.id != NewFeedback.stub().completed(at: .now).id)
        #expect(first.id.utf8.count == 36)
    }
}

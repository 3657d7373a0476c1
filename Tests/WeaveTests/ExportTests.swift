import Testing
import Weave

@Suite struct ExportTests {
    @Test func `one import brings calls, values and tracers`() {
        #expect(Tracer.disabled.withCall("cloth", inputs: RawJSON.emptyObject) { call in call.id }.isEmpty)
        #expect(CallQuery(projectID: "mill/looms").projectID == "mill/looms")
    }
}

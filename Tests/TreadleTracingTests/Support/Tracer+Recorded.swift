import TreadleCore
import TreadleTrace
import TreadleTracing

/// How a value stands in the record of a call that has it as its input.
func recorded(_ value: some Encodable, redacting keys: Set<String>? = nil) -> String {
    let recorder = RecordingRecorder()
    var options = Tracer.Options()
    if let keys { options.redaction = Redaction(keys: keys) }
    let tracer = Tracer(projectID: "mill/looms", recorder: recorder, options: options)
    tracer.startCall("weave", inputs: ["value": value]).finish()
    let inputs = recorder.calls.first?.inputs
    // Whatever is recorded must be JSON.
    guard let inputs, let checked = try? RawJSON(inputs.text) else { return "no JSON: \(inputs?.text ?? "nothing")" }
    return checked["value"]?.text ?? "nothing"
}

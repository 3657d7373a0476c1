import TreadleCore
import TreadleTrace

extension Call {
    static func stub(
        id: String = UUIDv7.make(), name: String = "weave", inputs: RawJSON = .emptyObject, output: RawJSON? = nil
    ) -> Call {
        Call(
            id: id, projectID: "mill/looms", opName: name, traceID: "trace",
            startedAt: Timestamp(microseconds: 1_000_000), endedAt: Timestamp(microseconds: 2_000_000), inputs: inputs,
            output: output)
    }

    static func stubs(_ count: Int, prefix: String = "call") -> [Call] {
        (0..<count).map { .stub(id: "\(prefix)-\($0)") }
    }
}

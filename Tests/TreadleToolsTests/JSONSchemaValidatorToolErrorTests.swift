import Testing
import TreadleCore
import TreadleTools

@Suite struct JSONSchemaValidatorToolErrorTests {
    @Test func `the first violation is thrown with its path`() {
        let validator = JSONSchemaValidator(["properties": ["unit": ["enum": ["celsius", "fahrenheit"]]]])
        let error = #expect(throws: ToolError.self) { try validator.validate(["unit": "kelvin"]) }
        #expect(error?.code == .invalidArguments)
        #expect(error?.path == "/unit")
        #expect(error?.message == #"/unit must be one of "celsius", "fahrenheit""#)
    }
}

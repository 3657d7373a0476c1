/// Why a value is not recorded as it is.
enum ValueFailure: Error, CustomStringConvertible {
    /// It came to more bytes than one call may have.
    case tooLarge(Int)
    /// It nests deeper than that.
    case tooDeep(Int)
    /// It used an encoder in a way that no JSON can follow.
    case misplaced

    var description: String { Self.reason(of: self) }

    /// What is recorded in the place of a value that failed; never a value.
    static func text(for error: any Error) -> String {
        "could not be encoded: " + String(self.reason(of: error).unicodeScalars.prefix(500))
    }

    private static func reason(of error: any Error) -> String {
        switch error {
        case ValueFailure.tooLarge(let limit): "larger than \(limit) bytes, the limit on what one call records"
        case ValueFailure.tooDeep(let limit): "nested deeper than \(limit) levels"
        case ValueFailure.misplaced: "its encode(to:) writes two values where one belongs"
        case EncodingError.invalidValue(let value, let context):
            // What such an error says of itself may print the value.
            "\(type(of: value)): \(context.debugDescription)"
        case let error as any CustomStringConvertible: error.description
        default: String(describing: type(of: error))
        }
    }
}

/// Why a body is no form.
struct MultipartError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in a few words, without any of the body itself.
    let message: String
    /// Whether the request says that its body is something else.
    let isOfAnotherType: Bool

    init(_ message: String, isOfAnotherType: Bool = false) {
        self.message = message
        self.isOfAnotherType = isOfAnotherType
    }

    var description: String { self.message }
}

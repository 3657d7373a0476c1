/// Why a GraphQL request is not answered.
struct GraphQLError: Error, Equatable {
    /// What kind of failure it is; decides about the status.
    enum Kind {
        /// The document breaks the grammar.
        case syntax
        /// It asks what is not there, or asks it wrongly.
        case request
    }

    let kind: Kind
    let message: String

    static func syntax(_ message: String) -> GraphQLError { GraphQLError(kind: .syntax, message: message) }
    static func request(_ message: String) -> GraphQLError { GraphQLError(kind: .request, message: message) }
}

/// A token of a GraphQL document (GraphQL, October 2021, section 2.1).
enum GraphQLToken: Equatable {
    case name(String)
    /// One of `! $ & ( ) : = @ [ ] { | }`.
    case punctuator(UInt8)
    /// `...`
    case spread
    case string(String)
    /// An integer or a float, as it was spelled.
    case number(String)
    case end
}

extension BuiltinClass {
    /// What a member may be.
    indirect enum FieldType: Sendable {
        /// Text, or text of one character at least.
        case text, someText
        /// One of some texts.
        case oneOf([String])
        /// A whole number, within bounds where there are any.
        case integer(ClosedRange<Int>?)
        /// A number, completed to a double.
        case number
        case boolean
        /// Text, a number, a Boolean.
        case scalar
        /// Null and nothing else: what only a client can hold.
        case nothing
        case list(FieldType)
        /// A list of so many, each of its own type.
        case tuple([FieldType])
        /// An object whose members are all of a type.
        case map(FieldType)
        /// Any object.
        case anyObject
        /// An object that is a JSON Schema.
        case jsonSchema
        /// A web address.
        case url
        /// Names and values of HTTP headers.
        case headers
        /// A value of the class of that name.
        case instance(String)
        case optional(FieldType)
        /// The first of several that a value could be.
        case union([FieldType])
    }
}

/// A request method (RFC 9110, section 9), case-sensitive.
public struct HTTPMethod: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The method's token.
    public var rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// A standard method.
    public static let get = HTTPMethod(rawValue: "GET")
    /// A standard method.
    public static let head = HTTPMethod(rawValue: "HEAD")
    /// A standard method.
    public static let post = HTTPMethod(rawValue: "POST")
    /// A standard method.
    public static let put = HTTPMethod(rawValue: "PUT")
    /// A standard method.
    public static let patch = HTTPMethod(rawValue: "PATCH")
    /// A standard method.
    public static let delete = HTTPMethod(rawValue: "DELETE")
    /// A standard method.
    public static let options = HTTPMethod(rawValue: "OPTIONS")

    public var description: String { self.rawValue }
}

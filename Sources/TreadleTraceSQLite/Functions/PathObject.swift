internal import TreadleTrace

/// A path into JSON, bound to a statement.
final class PathObject: SQLObject {
    static let sqlTypeName: StaticString = "treadle.path"

    let path: JSONPath

    init(_ path: JSONPath) { self.path = path }
}

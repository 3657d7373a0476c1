internal import TreadleCore
internal import TreadleTrace

extension Connection {
    /// The value of an object's version.
    func refLookup(of key: ObjectKey, kind: ObjectVersion.Kind) throws -> RefLookup {
        .missing
    }
}

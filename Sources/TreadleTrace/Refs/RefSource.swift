package import TreadleCore

/// What a ref resolver looks values up in, within one moment of a store.
package protocol RefSource {
    /// The value of an object's version.
    func value(ofObject key: ObjectKey, kind: ObjectVersion.Kind) throws -> RefLookup

    /// A row of a table, by its digest.
    func row(_ rowDigest: String, ofTable digest: String, in projectID: String) throws -> RefLookup

    /// A row of a table, by its place.
    func row(at index: Int, ofTable digest: String, in projectID: String) throws -> RefLookup
}

/// What a look-up found.
package enum RefLookup: Sendable, Hashable {
    /// The value; that it was deleted; nothing by that digest.
    case found(RawJSON), deleted, missing
}

package import TreadleCore

/// Follows refs to the values that they name, within one moment of a store.
///
/// Not for several threads. It remembers objects that it has read, so that many refs into one large object read it once.
package final class RefResolver {
    /// How many other refs one leads through at most. What lies farther is missing: versions named by alias or number
    /// can go round in circles.
    package static let maximumHops = 64

    private let source: any RefSource
    private var objects = ObjectValueCache(capacity: 32 << 20)

    package init(_ source: any RefSource) { self.source = source }

    /// The value of a ref to a version of an object, `null` where its path leads nowhere.
    ///
    /// A ref met on the way is followed: the rest of the path goes on in what it names. One at the end stays a text.
    ///
    /// - Throws: ``TraceError``: ``TraceError/Code/invalidRequest`` for a ref to anything but an object,
    ///   ``TraceError/Code/notFound`` for a digest or a row that is not there; and what the source throws.
    package func value(of ref: WeaveRef) throws -> RawJSON {
        guard ref.objectKey != nil else {
            throw TraceError(
                .invalidRequest, "only refs to versions of objects have values; this one is to another kind")
        }
        switch try self.place(of: ref) {
        case .value(let value): return value
        case .table, .nothing: return .null
        case .unknown(let message): throw TraceError(.notFound, message)
        }
    }

    /// The value of a ref; `nil` where there is none, whatever the reason.
    package func valueIfThere(of ref: WeaveRef) throws -> RawJSON? {
        guard ref.objectKey != nil, case .value(let value) = try self.place(of: ref) else { return nil }
        return value
    }

    /// Where a part of a path has led.
    private enum Place {
        case value(RawJSON)
        case table(digest: String)
        /// Nowhere, and that is no mistake of the ref's.
        case nothing
        /// To a digest that nothing has.
        case unknown(String)

        /// How many bytes the value has, where there is one.
        var size: Int {
            guard case .value(let value) = self else { return 0 }
            return value.bytes.count
        }
    }

    private func place(of ref: WeaveRef) throws -> Place {
        var place = try self.start(of: ref)
        var read = place.size
        var rest = [WeaveRef.Step](ref.path.reversed())
        var hops = 0
        while let step = rest.popLast() {
            switch place {
            case .value(let value):
                guard let inner = WeaveRef(value) else {
                    place = Self.part(of: value, at: step).map(Place.value) ?? .nothing
                    continue
                }
                hops += 1
                guard hops <= Self.maximumHops, ExactText(inner.projectID) == ExactText(ref.projectID) else {
                    return .nothing
                }
                rest.append(step)
                rest.append(contentsOf: inner.path.reversed())
                place = try self.start(of: inner)
                read = place.size
            case .table(let digest):
                place = try self.row(of: digest, at: step, in: ref.projectID)
                read = place.size
            case .nothing, .unknown: return place
            }
        }
        // A part keeps all that was read alive: a small one gets storage of its own.
        if case .value(let value) = place, place.size < read / 4 {
            return .value(RawJSON(unchecked: Array(value.bytes)[...]))
        }
        return place
    }

    /// What a ref names, its path left aside.
    private func start(of ref: WeaveRef) throws -> Place {
        switch ref.target {
        case .object(_, _, let kind):
            guard let key = ref.objectKey else { return .nothing }
            switch try self.objects.value(ofObject: key, kind: kind, from: self.source) {
            case .found(let value): return .value(value)
            case .deleted: return .nothing
            case .missing: return .unknown("a ref names a version of an object that is not there")
            }
        case .table(let digest): return .table(digest: digest)
        case .call, .agent: return .nothing
        }
    }

    private func row(of digest: String, at step: WeaveRef.Step, in projectID: String) throws -> Place {
        switch step {
        case .row(let row):
            switch try self.source.row(row, ofTable: digest, in: projectID) {
            case .found(let value): return .value(value)
            case .deleted: return .nothing
            case .missing: return .unknown("a ref names a row that its table does not have")
            }
        case .index(let index) where index >= 0:
            guard case .found(let value) = try self.source.row(at: index, ofTable: digest, in: projectID) else {
                return .nothing
            }
            return .value(value)
        case .index, .attribute, .key: return .nothing
        }
    }

    /// A member or an element.
    private static func part(of value: RawJSON, at step: WeaveRef.Step) -> RawJSON? {
        switch step {
        case .attribute(let name), .key(let name): return value[name]
        case .index(let index):
            guard index >= 0 else { return nil }
            let elements = value.elements()
            return index < elements.count ? elements[index] : nil
        case .row: return nil
        }
    }
}

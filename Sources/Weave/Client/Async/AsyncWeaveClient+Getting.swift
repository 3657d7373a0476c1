public import TreadleCore
internal import TreadleTrace

extension AsyncWeaveClient {
    public func get<Value: Decodable & Sendable>(_ ref: some Referable, as type: Value.Type) async throws -> Value {
        try WireValue.decode(await self.get(ref), as: type)
    }

    public func get(_ ref: some Referable) async throws -> RawJSON {
        try await self.value(of: self.resolved(ref), hops: 0)
    }

    /// A ref; a text without a scheme is `NAME` or `NAME:VERSION` in this project.
    func resolved(_ ref: some Referable) throws -> WeaveRef {
        let text = ref.refText
        if text.hasPrefix(WeaveRef.scheme) { return try WeaveRef(parsing: text) }
        let isVersioned = text.utf8.contains(UInt8(ascii: ":"))
        return try WeaveRef(
            parsing: "\(WeaveRef.scheme)\(self.projectID)/object/\(text)\(isVersioned ? "" : ":latest")")
    }

    /// The version of an object that a ref names.
    func key(of ref: some Referable) throws -> ObjectKey {
        guard let key = try self.resolved(ref).objectKey else {
            throw TraceError(
                .invalidRequest, "that is a ref to a table or a call, and a version of an object is wanted")
        }
        return key
    }

    private func value(of ref: WeaveRef, hops: Int) async throws -> RawJSON {
        switch ref.target {
        case .object(let name, let version, let kind):
            return try await self.value(ofObject: name, version: version, kind: kind, ref)
        case .table(let digest):
            let table = TableRef(projectID: ref.projectID, digest: digest)
            guard try await self.rowCount(of: table) > 0 else { return try RawJSON("[]") }
            var writer = JSONWriter()
            writer.beginArray()
            for try await row in self.rows(of: table) { writer.write(row.value) }
            writer.endArray()
            return writer.raw
        case .call(let id): return try await self.value(ofCall: id, ref, hops: hops)
        case .agent: throw TraceError(.invalidRequest, "refs to agents' traces have no values")
        }
    }

    private func value(
        ofObject name: String, version: String, kind: ObjectVersion.Kind, _ ref: WeaveRef
    ) async throws -> RawJSON {
        let key = ObjectKey(projectID: ref.projectID, objectID: name, version: version)
        guard !ref.path.isEmpty else {
            let object = try await self.ask {
                try await $0.object(key, metadataOnly: false, includingTagsAndAliases: false)
            }
            return object.value ?? .null
        }
        // Stores follow paths from digests only; a name may stand for another version by the next request.
        let object = try await self.ask {
            try await $0.object(key, metadataOnly: true, includingTagsAndAliases: false)
        }
        let exact = WeaveRef(
            projectID: ref.projectID, target: .object(name: name, version: object.digest, kind: kind), path: ref.path)
        return try await self.ask { try await $0.values(of: [exact.text]) }.first ?? .null
    }

    /// A call's record, or a value inside; from a ref on the way it goes on in what that names.
    private func value(ofCall id: String, _ ref: WeaveRef, hops: Int) async throws -> RawJSON {
        var value = try await self.call(id, in: ref.projectID).answer()
        for (index, step) in ref.path.enumerated() {
            if var inner = WeaveRef(value), hops < 32 {
                inner.path.append(contentsOf: ref.path[index...])
                return try await self.value(of: inner, hops: hops + 1)
            }
            switch step {
            case .attribute(let name), .key(let name): value = value[name] ?? .null
            case .index(let place):
                let elements = value.elements()
                value = elements.indices.contains(place) ? elements[place] : .null
            case .row: return .null
            }
        }
        return value
    }
}

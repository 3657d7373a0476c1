internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let objects: [TraceEndpoint] =
        [
            TraceEndpoint(.post, "/obj/create") { try await $0.createObject($1) },
            TraceEndpoint(.post, "/obj/read") { try await $0.readObject($1) },
            TraceEndpoint(.post, "/obj/delete") { try await $0.deleteObject($1) },
            TraceEndpoint(.post, "/objs/query") { try await $0.listObjects($1) },
            TraceEndpoint(.post, "/objs/{id}/versions/{digest}/tags/remove") { try await $0.removeTags($1) },
            TraceEndpoint(.post, "/objs/{id}/aliases/remove") { try await $0.removeAliases($1) },
            TraceEndpoint(.get, "/tags") { responder, request in
                try await responder.listNames("tags", request) { try await $0.tags(in: $1) }
            },
            TraceEndpoint(.get, "/aliases") { responder, request in
                try await responder.listNames("aliases", request) { try await $0.aliases(in: $1) }
            },
        ]
        // Weave's client says PUT; POST is accepted, too.
        + [HTTPMethod.put, .post].flatMap { method in
            [
                TraceEndpoint(method, "/objs/{id}/versions/{digest}/tags") { try await $0.addTags($1) },
                TraceEndpoint(method, "/objs/{id}/aliases") { try await $0.setAliases($1) },
            ]
        }
}

extension TraceResponder {
    /// `POST /obj/create`: publishes a value under a name.
    func createObject(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["obj"])
        let given = try body.object(
            "obj",
            knowing: [
                "project_id", "object_id", "val", "builtin_object_class", "set_base_object_class", "expected_digest",
                "wb_user_id",
            ])
        // Checked like the rest, but who publishes is what the server knows.
        _ = try given.optionalText("wb_user_id")
        // The older name of the same thing.
        let olderClass = try given.optionalText("set_base_object_class")
        let object = NewObject(
            projectID: try given.project(), objectID: try given.text("object_id"),
            value: try given.required("val"),
            builtinClass: try given.optionalText("builtin_object_class") ?? olderClass,
            expectedDigest: try given.optionalText("expected_digest"), userID: request.userID)
        let digest = try await self.server.createObject(object)
        return .json(
            JSONWriter.object { writer in
                writer.member("digest", digest)
                writer.member("object_id", object.objectID)
            })
    }

    /// `POST /obj/read`: one version.
    func readObject(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: [
            "project_id", "object_id", "digest", "metadata_only", "include_tags_and_aliases",
        ])
        let key = ObjectKey(
            projectID: try body.text("project_id"), objectID: try body.text("object_id"),
            version: try body.text("digest"))
        let version = try await self.server.object(
            key, metadataOnly: try body.boolean("metadata_only"),
            includingTagsAndAliases: try body.boolean("include_tags_and_aliases"))
        return .json(
            JSONWriter.object(capacity: 512 + (version.value?.bytes.count ?? 0)) { writer in
                writer.name("obj")
                version.write(to: &writer, includingSize: true)
            })
    }

    /// `POST /objs/query`: versions, page by page where they are many.
    func listObjects(_ request: TraceRequest) async throws -> HTTPResponse {
        let asked = try ObjectsRequest(await request.json())
        // The first page before the head: what cannot be answered is still an error, not a broken stream.
        let first = try await self.server.page(of: asked.query, after: nil)
        let body: HTTPBody =
            first.next == nil
            ? .bytes(ObjectListing.whole(first.versions, includingSize: asked.includesSize)[...])
            : .stream(
                ObjectListing(
                    of: asked.query, includingSize: asked.includesSize, in: self.server, startingWith: first))
        return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: body)
    }

    /// `POST /obj/delete`: deletes versions.
    func deleteObject(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id", "object_id", "digests"])
        let count = try await self.server.deleteObject(
            try body.text("object_id"), versions: try body.optionalTexts("digests"), in: try body.text("project_id"))
        return .json(JSONWriter.object { $0.member("num_deleted", count) })
    }

    /// `PUT /objs/{id}/versions/{digest}/tags`: tags a version.
    func addTags(_ request: TraceRequest) async throws -> HTTPResponse {
        let (key, tags) = try await Self.tags(request)
        try await self.server.addTags(tags, to: key)
        return .json(.emptyObject)
    }

    /// `POST /objs/{id}/versions/{digest}/tags/remove`: takes tags from a version.
    func removeTags(_ request: TraceRequest) async throws -> HTTPResponse {
        let (key, tags) = try await Self.tags(request)
        try await self.server.removeTags(tags, from: key)
        return .json(.emptyObject)
    }

    /// `PUT /objs/{id}/aliases`: points aliases to a version.
    func setAliases(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id", "digest", "aliases", "wb_user_id"])
        let key = ObjectKey(
            projectID: try body.text("project_id"), objectID: request.parameters[0], version: try body.text("digest"))
        try await self.server.setAliases(try Self.names("aliases", in: body), to: key)
        return .json(.emptyObject)
    }

    /// `POST /objs/{id}/aliases/remove`: removes aliases of an object.
    func removeAliases(_ request: TraceRequest) async throws -> HTTPResponse {
        let body = try await request.object(knowing: ["project_id", "aliases", "wb_user_id"])
        try await self.server.removeAliases(
            try Self.names("aliases", in: body), of: request.parameters[0], in: try body.text("project_id"))
        return .json(.emptyObject)
    }

    /// `GET /tags?project_id=…` and `GET /aliases?project_id=…`: what is in use in a project.
    func listNames(
        _ name: String, _ request: TraceRequest, _ list: (any TraceServer, String) async throws -> [String]
    ) async throws -> HTTPResponse {
        guard let project = URLText.value(of: "project_id", in: request.http.query) else {
            throw WireRefusal.misfit(["query", "project_id"], "project_id is missing", type: "missing")
        }
        let names = try await list(self.server, project)
        return .json(
            JSONWriter.object { writer in
                writer.array(name) { writer in
                    for name in names { writer.write(name) }
                }
            })
    }

    private static func tags(_ request: TraceRequest) async throws -> (key: ObjectKey, tags: [String]) {
        let body = try await request.object(knowing: ["project_id", "tags", "wb_user_id"])
        let key = ObjectKey(
            projectID: try body.text("project_id"), objectID: request.parameters[0], version: request.parameters[1])
        return (key, try self.names("tags", in: body))
    }

    private static func names(_ name: String, in body: WireObject) throws -> [String] {
        _ = try body.optionalText("wb_user_id")
        return try body.elements(name).map { try $0.value.text(at: $0.location) }
    }
}

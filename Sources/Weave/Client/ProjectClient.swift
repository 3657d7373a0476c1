public import TreadleCore
public import TreadleTrace

/// What a client of one project can do: the definition that ``AsyncWeaveClient`` and ``WeaveClient`` share.
///
/// A synchronous method satisfies an async requirement, so the compiler holds both to it. Code that is to work with
/// either is generic over it. All methods throw ``TraceError``, and `CancellationError` after cancellation.
public protocol ProjectClient: Sendable {
    /// Calls, as they are read.
    associatedtype Calls: PagedSequence<Call>
    /// Versions of objects, as they are read.
    associatedtype Objects: PagedSequence<ObjectVersion>
    /// Rows of a table, as they are read.
    associatedtype Rows: PagedSequence<TablePage.Row>
    /// A file's content, as it is read.
    associatedtype FileParts: PagedSequence<ArraySlice<UInt8>>

    /// The project, as `entity/name`.
    var projectID: String { get }

    /// Makes a client of a server; see ``AsyncWeaveClient/create(entity:project:serverURL:apiKey:ensureProjectExists:options:)``.
    static func create(
        entity: String?, project: String, serverURL: String?, apiKey: String?, ensureProjectExists: Bool,
        options: ClientOptions
    ) async throws -> Self

    /// Closes the client and its connections: requests under way fail, and later ones are refused.
    ///
    /// Calling it twice is calling it once.
    func close()

    /// Publishes a value under a name; the ref that comes back names this version of it for good.
    ///
    /// A value that the name had before becomes its latest version again. The name is made one that objects may have, as
    /// Weave's Python client does: what is no letter, digit, `_` or `.` becomes `-`.
    func save<Value: Encodable & Sendable>(_ value: Value, name: String) async throws -> ObjectRef

    /// Publishes a value under a name; see ``save(_:name:)``.
    func save(_ value: RawJSON, name: String) async throws -> ObjectRef

    /// Publishes a value under a name; see ``save(_:name:)``.
    func save(_ value: JSONValue, name: String) async throws -> ObjectRef

    /// The value that a ref names: an object's, a value's inside of one, a table's rows, a call's record.
    ///
    /// A path that leads nowhere is `null`. Refs inside the value stay refs.
    func get(_ ref: some Referable) async throws -> RawJSON

    /// The value that a ref names, as a type; members that the type does not have are passed over.
    func get<Value: Decodable & Sendable>(_ ref: some Referable, as type: Value.Type) async throws -> Value

    /// A version of an object, with what is known about it.
    func object(_ ref: some Referable) async throws -> ObjectVersion

    /// Versions of objects, the first published first.
    func objects(filter: ObjectFilter, limit: Int?, offset: Int) async throws -> [ObjectVersion]

    /// Versions of objects, page by page; see ``objects(filter:limit:offset:)``.
    func objectsStream(filter: ObjectFilter) -> Objects

    /// All versions of an object, the first published first.
    func objectVersions(_ name: String) async throws -> [ObjectVersion]

    /// Deletes the version that a ref names; returns how many were deleted. A ref to a value inside is refused.
    func deleteObject(_ ref: ObjectRef) async throws -> Int

    /// Deletes versions of an object, all of them for `nil`; returns how many. At most 100 are named, and not none.
    func deleteObject(_ name: String, versions: [String]?) async throws -> Int

    /// Adds tags to a version of an object.
    func addTags(_ tags: [String], to ref: some Referable) async throws

    /// Takes tags from a version of an object.
    func removeTags(_ tags: [String], from ref: some Referable) async throws

    /// Points aliases to a version of an object, away from where they pointed before.
    func setAliases(_ aliases: [String], to ref: some Referable) async throws

    /// Removes aliases of an object.
    func removeAliases(_ aliases: [String], of name: String) async throws

    /// The tags in use in the project.
    func tags() async throws -> [String]

    /// The aliases in use in the project.
    func aliases() async throws -> [String]

    /// Finds calls, oldest first unless ``CallSort`` says otherwise. `columns` says which large parts are read.
    func calls(
        filter: CallFilter, limit: Int?, offset: Int, sort: [CallSort], columns: CallPayloads
    ) async throws -> [Call]

    /// Finds calls page by page; see ``calls(filter:limit:offset:sort:columns:)``.
    func callsStream(
        filter: CallFilter, limit: Int?, offset: Int, sort: [CallSort], columns: CallPayloads
    ) -> Calls

    /// How many calls a filter lets through.
    func callCount(filter: CallFilter) async throws -> Int

    /// One call; ``TraceError/Code/notFound`` where there is none of that identifier.
    func call(_ id: String) async throws -> Call

    /// Names a call; `nil` takes its name away.
    func renameCall(_ id: String, to displayName: String?) async throws

    /// Deletes a call and everything below it; returns how many calls that were.
    func deleteCall(_ call: Call) async throws -> Int

    /// Deletes calls and everything below them; returns how many calls that were.
    func deleteCalls(_ ids: [String]) async throws -> Int

    /// Stores a table and publishes it under a name, as a `Dataset`. A row is an object.
    ///
    /// A large one goes in parts, so that it may be larger than one request.
    func table<Row: Encodable & Sendable>(_ name: String, rows: [Row]) async throws -> TableRef

    /// Stores a table and publishes it; see ``table(_:rows:)``.
    func table(_ name: String, rows: [RawJSON]) async throws -> TableRef

    /// Makes a table with rows added at the end; a dataset's name then stands for the new one.
    func append<Row: Encodable & Sendable>(_ rows: [Row], to table: some Referable) async throws -> TableRef

    /// Makes a table with rows added at the end; see ``append(_:to:)``.
    func append(_ rows: [RawJSON], to table: some Referable) async throws -> TableRef

    /// The rows of a table, or of a dataset.
    func rows(of table: some Referable) -> Rows

    /// How many rows a table or a dataset has.
    func rowCount(of table: some Referable) async throws -> Int

    /// Says something about a call or an object; `payload` is an object.
    func feedback(
        on target: some Referable, type: String, payload: JSONValue, creator: String?
    ) async throws -> Feedback

    /// Reacts to a call or an object with one emoji.
    func addReaction(_ emoji: String, to target: some Referable, creator: String?) async throws -> Feedback

    /// Notes something about a call or an object; at most 1,024 characters.
    func addNote(_ note: String, to target: some Referable, creator: String?) async throws -> Feedback

    /// Finds feedback, oldest first.
    func feedback(matching filter: FeedbackFilter, limit: Int?, offset: Int) async throws -> [Feedback]

    /// Removes feedback by its identifiers; those that are not there are passed over.
    func removeFeedback(_ ids: [String]) async throws

    /// Says what a model's tokens cost from a date on, from now where none is given; returns the price's identifier.
    ///
    /// Where the answer is lost it is not sent again, and the price may or may not be there.
    func addCost(of model: String, _ cost: TokenCost, effectiveDate: Timestamp?) async throws -> String

    /// The prices of the project, of some models or of all, the oldest first.
    func costs(models: [String]?) async throws -> [ModelPrice]

    /// Removes prices by their identifiers; those that are not there are passed over.
    func purgeCosts(_ ids: [String]) async throws

    /// Stores a file; returns its digest. The same content is stored once.
    func saveFile(_ content: some Collection<UInt8> & Sendable, name: String) async throws -> String

    /// Stores a file that comes in parts; it is put together in memory, since the protocol takes files whole.
    func saveFile(chunks: some Sequence<ArraySlice<UInt8>> & Sendable, name: String) async throws -> String

    /// A file's content, part by part.
    func file(_ digest: String) -> FileParts

    /// A file's whole content; ``TraceError/Code/tooLarge`` past a limit in bytes.
    func fileContent(_ digest: String, limit: Int) async throws -> ArraySlice<UInt8>

    /// How much the project holds.
    func projectStatistics() async throws -> ProjectStatistics
}

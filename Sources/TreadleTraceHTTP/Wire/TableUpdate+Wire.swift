internal import TreadleCore
internal import TreadleTrace

extension TableUpdate {
    /// Reads one of the `updates` of `/table/update`: an object with exactly one of three members.
    init(wire raw: RawJSON, at location: [String]) throws(WireRefusal) {
        guard raw.kind == .object else { throw .misfit(location, "must be an object", type: "dict_type") }
        let members = raw.members()
        guard members.count == 1, let (name, value) = members.first else {
            throw .misfit(location, "must have exactly one member: append, pop or insert")
        }
        let place = location + [name]
        switch name {
        case "append": self = .append(try Self.row(of: WireObject(value, at: place, knowing: ["row"])))
        case "pop": self = .pop(try Self.index(of: WireObject(value, at: place, knowing: ["index"])))
        case "insert":
            let body = try WireObject(value, at: place, knowing: ["index", "row"])
            self = .insert(try Self.row(of: body), at: try Self.index(of: body))
        default: throw .unknown(place)
        }
    }

    private static func row(of body: WireObject) throws(WireRefusal) -> RawJSON {
        let row = try body.required("row")
        guard row.kind == .object else { throw .misfit(body.place("row"), "must be an object", type: "dict_type") }
        return row
    }

    private static func index(of body: WireObject) throws(WireRefusal) -> Int {
        guard let index = try body.required("index").integer else {
            throw .misfit(body.place("index"), "must be an integer", type: "int_type")
        }
        return index
    }

    /// Writes it down.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch self {
        case .append(let row): writer.object("append") { $0.member("row", row) }
        case .pop(let index): writer.object("pop") { $0.member("index", index) }
        case .insert(let row, let index):
            writer.object("insert") { writer in
                writer.member("index", index)
                writer.member("row", row)
            }
        }
        writer.endObject()
    }
}

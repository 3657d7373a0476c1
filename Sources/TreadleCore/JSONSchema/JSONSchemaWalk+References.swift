/// `$ref` to a place in the same schema.
extension JSONSchemaWalk {
    mutating func checkReference(_ value: JSONValue, _ keywords: JSONObject) {
        guard let reference = keywords["$ref"]?.string else { return }
        let short = reference.utf8.count > 80 ? "somewhere" : reference
        guard reference.first == "#" else {
            return self.report("cannot be checked: its schema refers to \(short), and only references in itself work")
        }
        guard let schema = JSONPointer.resolve(fragment: reference.dropFirst(), in: self.root) else {
            return self.report("cannot be checked: its schema refers to \(short), which is not there")
        }
        // Circles end where the depth does: each turn is one level deeper.
        self.check(value, against: schema)
    }
}

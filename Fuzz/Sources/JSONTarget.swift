internal import TreadleCore

/// JSON bodies: what is accepted can be taken apart, and says the same when it is put together again.
struct JSONTarget: FuzzTarget {
    func run(_ bytes: ArraySlice<UInt8>) {
        guard let value = try? RawJSON(bytes) else { return }
        self.walk(value)
        let canonical = value.canonicalBytes()
        guard let again = try? RawJSON(canonical[...]) else {
            // As in Python, a number beyond a double's range is spelled as one that JSON does not have.
            expect(String(decoding: canonical, as: UTF8.self).contains("Infinity"), "canonical JSON is no JSON")
            return
        }
        expect(again.canonicalBytes() == canonical, "canonical JSON of canonical JSON differs")
        let written = JSONWriter.object { writer in writer.member("warp", value) }
        expect(written["warp"] == value, "a value does not survive being written")
    }

    /// Takes a value apart in every way there is.
    private func walk(_ value: RawJSON) {
        for (name, member) in value.members() {
            expect(value[name] != nil, "a member that is there cannot be found")
            self.walk(member)
        }
        for element in value.elements() { self.walk(element) }
        _ = (value.string, value.integer, value.double, value.boolean)
        _ = value.setting([("weft", .null)])
    }
}

internal import TreadleCore
internal import TreadleTrace

/// Lists that may be a million long: where an element stands is spelled out only for one that does not fit.
extension WireObject {
    /// A list's elements; the list must be there.
    func longList(_ name: String) throws(WireRefusal) -> [RawJSON] {
        let value = try self.required(name)
        guard value.kind == .array else { throw .misfit(self.place(name), "must be a list", type: "list_type") }
        return value.elements()
    }

    /// A list's elements, all of them texts; the list must be there.
    func longTexts(_ name: String) throws(WireRefusal) -> [String] {
        var texts: [String] = []
        let elements = try self.longList(name)
        texts.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            guard let text = element.string, !element.hasLoneSurrogate else {
                texts.append(try element.text(at: self.place(name) + ["\(index)"]))
                continue
            }
            texts.append(text)
        }
        return texts
    }

    /// A list's elements, all of them objects; the list must be there.
    func longObjects(_ name: String) throws(WireRefusal) -> [RawJSON] {
        let elements = try self.longList(name)
        if let index = elements.firstIndex(where: { $0.kind != .object }) {
            throw .misfit(self.place(name) + ["\(index)"], "must be an object", type: "dict_type")
        }
        return elements
    }
}

internal import TreadleTrace

/// References: what is one prints as one that says the same.
struct RefTarget: FuzzTarget {
    func run(_ bytes: ArraySlice<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self), let ref = WeaveRef(text) else { return }
        guard let again = WeaveRef(ref.text) else { preconditionFailure("a ref's own text is no ref") }
        expect(again == ref, "a ref changes on the way through its text")
    }
}

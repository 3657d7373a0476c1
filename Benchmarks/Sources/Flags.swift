/// `--name value` pairs.
struct Flags {
    private var values: [String: String] = [:]

    init(_ words: some Sequence<String>) {
        var name: String?
        for word in words {
            if word.hasPrefix("--") {
                name = String(word.dropFirst(2))
            } else if let known = name {
                self.values[known] = word
                name = nil
            }
        }
    }

    func text(_ name: String, or fallback: String) -> String { self.values[name] ?? fallback }

    func number(_ name: String, or fallback: Double) -> Double { self.values[name].flatMap(Double.init) ?? fallback }

    func count(_ name: String, or fallback: Int) -> Int { self.values[name].flatMap(Int.init) ?? fallback }
}

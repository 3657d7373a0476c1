/// How an option is written.
package struct NameSpecification: Sendable, ExpressibleByArrayLiteral {
    /// One way to write it.
    package struct Element: Sendable {
        fileprivate enum Kind { case long, customLong(String), customShort(Character) }
        fileprivate let kind: Kind

        /// Two dashes and the property's name.
        package static let long = Element(kind: .long)
        /// Two dashes and this name.
        package static func customLong(_ name: String) -> Element { Element(kind: .customLong(name)) }
        /// One dash and this letter.
        package static func customShort(_ letter: Character) -> Element { Element(kind: .customShort(letter)) }
    }

    private let elements: [Element]

    package init(arrayLiteral elements: Element...) {
        self.elements = elements
    }

    /// Two dashes and the property's name.
    package static let long: NameSpecification = [.long]
    /// Two dashes and this name.
    package static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }

    /// The names as they are typed, for a property of this label: `dataDir` is `--data-dir`.
    func names(label: String) -> [String] {
        self.elements.map { element in
            switch element.kind {
            case .long: "--" + label.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
            case .customLong(let name): "--\(name)"
            case .customShort(let letter): "-\(letter)"
            }
        }
    }
}

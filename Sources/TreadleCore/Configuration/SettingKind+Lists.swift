extension SettingKind<[Secret]> {
    /// Keys, separated by commas, each long enough not to be guessed in passing.
    package static func keys(minimumLength: Int) -> Self {
        SettingKind(
            "keys separated by commas, each of at least \(minimumLength) visible ASCII characters", secrecy: .secret
        ) { text in
            text.listElements { $0.utf8.count >= minimumLength && $0.isVisibleASCII ? Secret($0) : nil }
        }
    }
}

extension SettingKind<[String]> {
    /// Origins of web pages, separated by commas, as browsers send them.
    package static var origins: Self {
        SettingKind("origins like https://app.example.com, separated by commas") { text in
            text.listElements { BaseURL($0).flatMap { $0.path.isEmpty ? $0.text.lowercased() : nil } }
        }
    }

    /// Names of hosts, with or without a port, separated by commas.
    package static var hosts: Self {
        SettingKind("host names like app.example.com or app.example.com:8080, separated by commas") { text in
            text.listElements { BaseURL("http://\($0)").flatMap { $0.path.isEmpty ? $0.authority.lowercased() : nil } }
        }
    }
}

extension String {
    /// The elements between commas, white space around them left out; `nil` when one is empty or is refused.
    fileprivate func listElements<Element>(_ read: (String) -> Element?) -> [Element]? {
        var elements: [Element] = []
        for part in self.split(separator: ",", omittingEmptySubsequences: false) {
            let text = String(part).trimmingBlanks()
            guard !text.isEmpty, let element = read(text) else { return nil }
            elements.append(element)
        }
        return elements
    }

    /// Without blanks and tabs at both ends.
    func trimmingBlanks() -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = self.drop(while: isBlank)
        return String(start[..<(start.lastIndex { !isBlank($0) }.map(start.index(after:)) ?? start.startIndex)])
    }
}

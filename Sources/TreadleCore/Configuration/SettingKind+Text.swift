extension SettingKind<String> {
    /// Any text without control characters.
    package static var string: Self {
        SettingKind("a text without control characters") { $0.hasControlCharacters ? nil : $0 }
    }

    /// A path; a leading `~/` is the reader's home, which whoever uses the path puts in.
    package static var path: Self {
        SettingKind("a path") { $0.hasControlCharacters ? nil : $0 }
    }

    /// The name or address of a host to listen on; brackets around an IPv6 address are taken off.
    package static var host: Self {
        SettingKind("an address or a host name, without a port") { text in
            let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
            let name = isBracketed ? String(text.dropFirst().dropLast()) : text
            return (name.isIPv6Address || !isBracketed && name.utf8.allSatisfy(\.isNameByte)) ? name : nil
        }
    }

    /// A project, as `entity/name`.
    package static var project: Self {
        SettingKind("a project like entity/name, of letters, digits, \".\", \"_\" and \"-\"") { text in
            let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            let isProject =
                parts.count == 2
                && parts.allSatisfy { (1...128).contains($0.count) && $0.allSatisfy(\.isNameByte) }
            return isProject ? text : nil
        }
    }
}

extension SettingKind<BaseURL> {
    /// A base URL.
    package static var url: Self {
        SettingKind("a URL like https://host/path, without credentials, query and fragment", read: BaseURL.init)
    }
}

extension SettingKind<Secret> {
    /// A key or password of visible characters: it can stand in a header as it is.
    package static var secret: Self {
        SettingKind("visible ASCII characters without spaces", secrecy: .secret) {
            $0.isVisibleASCII ? Secret($0) : nil
        }
    }

    /// A password: any text without control characters.
    package static var password: Self {
        SettingKind("a text without control characters", secrecy: .secret) {
            $0.hasControlCharacters ? nil : Secret($0)
        }
    }
}

extension String {
    var hasControlCharacters: Bool { self.utf8.contains { $0 < 0x20 || $0 == 0x7F } }
    /// Whether it is made like an IPv6 address: hexadecimal groups between at least two colons.
    var isIPv6Address: Bool {
        let colons = self.utf8.count { $0 == UInt8(ascii: ":") }
        return colons >= 2 && self.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }

    var isVisibleASCII: Bool { self.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }
}

extension UInt8 {
    /// Letters, digits, `.`, `_` and `-`: what names of projects and hosts are made of.
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// What the text of a setting must be, and how it becomes a value.
package struct SettingKind<Value: Sendable>: Sendable {
    /// What a value must be, to go after "must be": "a whole number from 0 to 65535".
    package let expectation: String
    /// Whether its values may be shown.
    package let secrecy: SettingEntry.Secrecy
    /// Reads a text that is not empty; `nil` when it is not such a value.
    package let read: @Sendable (String) -> Value?

    init(
        _ expectation: String, secrecy: SettingEntry.Secrecy = .open, read: @escaping @Sendable (String) -> Value?
    ) {
        self.expectation = expectation
        self.secrecy = secrecy
        self.read = read
    }
}

extension SettingKind<Int> {
    /// A whole number within a range.
    package static func integer(_ range: ClosedRange<Int>) -> Self {
        SettingKind("a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard text.utf8.allSatisfy(\.isDigit), let value = Int(text) else { return nil }
            return range.contains(value) ? value : nil
        }
    }
}

extension SettingKind<Double> {
    /// A number within a range.
    package static func number(_ range: ClosedRange<Int>) -> Self {
        SettingKind("a number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard let value = DecimalText(text)?.value else { return nil }
            return value >= Double(range.lowerBound) && value <= Double(range.upperBound) ? value : nil
        }
    }
}

extension SettingKind<Duration> {
    /// A time in seconds, from `minimum` (as one would write it) to `maximum`; decimals are fine.
    package static func seconds(from minimum: String, to maximum: Int) -> Self {
        let least = DecimalText(minimum)?.value ?? 0
        return SettingKind("a number of seconds from \(minimum) to \(maximum)") { text in
            guard let value = DecimalText(text)?.value, value >= least, value <= Double(maximum) else { return nil }
            return .microseconds(Int64((value * 1_000_000).rounded()))
        }
    }
}

extension SettingKind<Bool> {
    /// `true` or `false`; also `yes` and `no`, `on` and `off`, `1` and `0`, in any case.
    package static var boolean: Self {
        SettingKind("true or false") { text in
            switch text.lowercased() {
            case "true", "yes", "on", "1": true
            case "false", "no", "off", "0": false
            default: nil
            }
        }
    }
}

extension SettingKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the cases of an enumeration, by its raw value.
    package static func choice(_ type: Value.Type, note: String = "") -> Self {
        let names = Value.allCases.map(\.rawValue)
        let words =
            names.count > 1 ? "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")" : names.joined()
        return SettingKind(words + note) { Value(rawValue: $0) }
    }
}

extension Timestamp: CustomStringConvertible {
    /// What RFC 3339 can say, whose years have four digits, without the year 0, which many readers have not.
    private static let sayable: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

    /// RFC 3339 in UTC with six decimals: `2026-11-20T09:48:45.123456Z`.
    ///
    /// A moment outside the years 1 to 9999 is written as the nearest one inside.
    public var description: String {
        String(unsafeUninitializedCapacity: 27) { buffer in
            self.write(to: buffer)
            return 27
        }
    }

    /// Writes the 27 bytes of ``description``.
    func write(to buffer: UnsafeMutableBufferPointer<UInt8>) {
        let microseconds = min(max(self.microseconds, Self.sayable.lowerBound), Self.sayable.upperBound)
        let seconds = microseconds.flooredQuotient(by: 1_000_000)
        let micros = microseconds - seconds * 1_000_000
        let days = seconds.flooredQuotient(by: 86_400)
        let ofDay = seconds - days * 86_400
        let (year, month, day) = Self.civil(fromDays: days)
        var index = 0
        // Every number here has six digits at most.
        @inline(__always) func put(_ value: Int64, _ width: Int) {
            var value = UInt32(truncatingIfNeeded: value)
            var place = index &+ width
            while place > index {
                place &-= 1
                buffer[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10)
                value /= 10
            }
            index &+= width
        }
        func put(_ byte: UInt8) {
            buffer[index] = byte
            index += 1
        }
        put(year, 4)
        put(UInt8(ascii: "-"))
        put(month, 2)
        put(UInt8(ascii: "-"))
        put(day, 2)
        put(UInt8(ascii: "T"))
        put(ofDay / 3600, 2)
        put(UInt8(ascii: ":"))
        put(ofDay / 60 % 60, 2)
        put(UInt8(ascii: ":"))
        put(ofDay % 60, 2)
        put(UInt8(ascii: "."))
        put(micros, 6)
        put(UInt8(ascii: "Z"))
    }

    /// Reads RFC 3339: a date, `T` or a space, a time with any number of decimals, and `Z` or an offset.
    ///
    /// `nil` for anything else, also where the offset leads out of the years 1 to 9999. Decimals past the sixth are
    /// dropped.
    public init?(_ text: String) {
        var reader = Reader(bytes: Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(2), reader.take(":"), let minute = reader.number(2), reader.take(":"),
            let second = reader.number(2), let micros = reader.decimals(), let offset = reader.offset(),
            reader.isAtEnd, (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year), hour < 24,
            minute < 60, second <= 60
        else { return nil }
        let days = Self.days(fromCivil: year, month, day)
        let microseconds = ((days * 86_400) + hour * 3600 + minute * 60 + second - offset) * 1_000_000 + micros
        guard Self.sayable.contains(microseconds) else { return nil }
        self.microseconds = microseconds
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        var isAtEnd: Bool { self.index == self.bytes.count }

        mutating func take(_ character: Character) -> Bool {
            guard self.index < self.bytes.count, self.bytes[self.index] == character.asciiValue else { return false }
            self.index += 1
            return true
        }

        mutating func number(_ width: Int) -> Int64? {
            guard self.index + width <= self.bytes.count else { return nil }
            var value: Int64 = 0
            for byte in self.bytes[self.index..<self.index + width] {
                guard byte.isDigit else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            self.index += width
            return value
        }

        /// Microseconds after an optional point; 0 without one.
        mutating func decimals() -> Int64? {
            guard self.take(".") else { return 0 }
            var value: Int64 = 0
            var places = 0
            while self.index < self.bytes.count, self.bytes[self.index].isDigit {
                if places < 6 { value = value * 10 + Int64(self.bytes[self.index] - 0x30) }
                places += 1
                self.index += 1
            }
            guard places > 0 else { return nil }
            for _ in 0..<max(0, 6 - places) { value *= 10 }
            return value
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int64? {
            if self.take("Z") || self.take("z") { return 0 }
            let sign: Int64
            if self.take("+") { sign = 1 } else if self.take("-") { sign = -1 } else { return nil }
            guard let hours = self.number(2), self.take(":"), let minutes = self.number(2), hours < 24, minutes < 60
            else { return nil }
            return sign * (hours * 3600 + minutes * 60)
        }
    }

    // Days and dates of the proleptic Gregorian calendar, counted in eras of 400 years that start on 1 March, so that
    // the leap day comes last.

    static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = year.flooredQuotient(by: 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int64 {
    /// The quotient rounded down, also below zero.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}

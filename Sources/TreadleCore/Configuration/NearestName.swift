/// Finds what a misspelled name was meant to be.
package enum NearestName {
    /// The nearest of the names; `nil` when none is near.
    package static func of(_ name: String, among names: [String]) -> String? {
        let nearest = names.map { (name: $0, distance: Self.distance($0, name)) }.min { $0.distance < $1.distance }
        guard let nearest, nearest.distance <= max(1, name.count / 4) else { return nil }
        return nearest.name
    }

    /// How many letters must be put in, taken out, changed or swapped with their neighbour.
    static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, leftByte) in left.enumerated() {
            var current = [row + 1]
            for (column, rightByte) in right.enumerated() {
                var best = min(last[column + 1] + 1, current[column] + 1)
                best = min(best, last[column] + (leftByte == rightByte ? 0 : 1))
                if row > 0, column > 0, leftByte == right[column - 1], left[row - 1] == rightByte {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}

/// What a loom makes; its record is its members.
struct Cloth: Codable, Equatable {
    var warp: String
    var weft: Int
}

/// Something of which nothing is known but its type.
struct Bobbin {
    var turns = 1
}

enum LoomError: Error, Equatable {
    case jammed(Int)
}

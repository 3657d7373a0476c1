internal import TreadleCore

extension PriceTable {
    /// When the tables were last compared with the vendors' own price lists: 2026-11-20.
    static let revised = Timestamp(microseconds: 1_795_132_800_000_000)

    /// All tables.
    package static let shipped: [PriceTable] = [.openAI]
}

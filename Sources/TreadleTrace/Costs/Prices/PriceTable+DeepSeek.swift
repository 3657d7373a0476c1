extension PriceTable {
    /// <https://api-docs.deepseek.com/quick_start/pricing>.
    static let deepSeek = PriceTable(
        provider: "deepseek", prefixes: ["deepseek/"],
        """
        deepseek-v4-flash | 0.14 0.28 0.0028
        deepseek-v4-pro | 0.435 0.87 0.003625
        deepseek-chat | 0.14 0.28 0.014
        deepseek-chat | 0.27 1.1 0.07 | 2025-02-09
        deepseek-chat | 0.56 1.68 0.07 | 2025-09-06
        deepseek-chat | 0.28 0.42 0.028 | 2025-09-30
        deepseek-reasoner | 0.55 2.19 0.14
        deepseek-reasoner | 0.56 1.68 0.07 | 2025-09-06
        deepseek-reasoner | 0.28 0.42 0.028 | 2025-09-30
        deepseek-coder | 0.14 0.28 0.014
        """)
}

extension PriceTable {
    /// <https://cohere.com/pricing>.
    static let cohere = PriceTable(
        provider: "cohere", prefixes: ["cohere/", "cohere_chat/"],
        """
        command-a-03-2025 command-a-vision-07-2025 command-a-reasoning-08-2025 command-a-translate-08-2025 | 2.5 10
        command-r-plus-08-2024 | 2.5 10
        command-r-plus command-r-plus-04-2024 | 3 15
        command-r-plus | 2.5 10 | 2024-08-30
        command-r-08-2024 | 0.15 0.6
        command-r command-r-03-2024 | 0.5 1.5
        command-r | 0.15 0.6 | 2024-08-30
        command-r7b-12-2024 | 0.0375 0.15
        command command-nightly | 1 2
        command-light command-light-nightly | 0.3 0.6
        c4ai-aya-expanse-8b c4ai-aya-expanse-32b | 0.5 1.5
        embed-v4.0 | 0.12 0
        embed-english-v3.0 embed-english-light-v3.0 embed-multilingual-v3.0 embed-multilingual-light-v3.0 | 0.1 0
        embed-english-v2.0 embed-english-light-v2.0 embed-multilingual-v2.0 | 0.1 0
        """)
}

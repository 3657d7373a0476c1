extension PriceTable {
    static let openAI = PriceTable(
        provider: "openai", prefixes: ["openai", "azure"],
        """
        gpt-4o | 2.5 10 1.25
        """)
}

extension PriceTable {
    /// <https://ai.google.dev/gemini-api/docs/pricing>: paid tier, text, short prompts.
    static let google = PriceTable(
        provider: "google", prefixes: ["google/", "gemini/", "models/", "vertex_ai/"],
        """
        # Gemini 3
        gemini-3.8-flash | 0.75 3.75 0.075
        gemini-3.8-flash | 1.5 7.5 0.15 | 2027-01-01
        gemini-3.5-flash | 1.5 9 0.15
        gemini-3.5-flash-lite | 0.3 2.5 0.03
        gemini-3.1-pro gemini-3.1-pro-preview gemini-3.1-pro-preview-customtools | 2 12 0.2
        gemini-3.1-flash-lite gemini-3.1-flash-lite-preview | 0.25 1.5 0.025
        gemini-3-pro gemini-3-pro-preview | 2 12 0.2
        gemini-3-flash gemini-3-flash-preview | 0.5 3 0.05
        # Gemini 2.5
        gemini-2.5-pro gemini-2.5-pro-preview-03-25 gemini-2.5-pro-preview-05-06 | 1.25 10 0.31
        gemini-2.5-pro gemini-2.5-pro-preview-03-25 gemini-2.5-pro-preview-05-06 | 1.25 10 0.125 | 2025-10-01
        gemini-2.5-pro-preview-06-05 gemini-2.5-computer-use-preview-10-2025 | 1.25 10 0.125
        gemini-2.5-flash gemini-2.5-flash-preview-09-2025 gemini-flash-latest | 0.3 2.5 0.03
        gemini-2.5-flash-preview-04-17 gemini-2.5-flash-preview-05-20 | 0.15 0.6 0.0375
        gemini-2.5-flash-lite gemini-2.5-flash-lite-preview-06-17 gemini-2.5-flash-lite-preview-09-2025 | 0.1 0.4 0.01
        # Gemini 2.0
        gemini-2.0-flash gemini-2.0-flash-001 gemini-2.0-flash-exp | 0.1 0.4 0.025
        gemini-2.0-flash-lite gemini-2.0-flash-lite-001 gemini-2.0-flash-lite-preview-02-05 | 0.075 0.3
        # Gemini 1
        gemini-1.5-pro gemini-1.5-pro-latest | 3.5 10.5
        gemini-1.5-pro gemini-1.5-pro-latest | 1.25 5 0.3125 | 2024-10-01
        gemini-1.5-pro-001 | 3.5 10.5
        gemini-1.5-pro-002 | 1.25 5 0.3125
        gemini-1.5-flash gemini-1.5-flash-latest gemini-1.5-flash-001 | 0.35 1.05
        gemini-1.5-flash gemini-1.5-flash-latest gemini-1.5-flash-001 | 0.075 0.3 0.01875 | 2024-08-12
        gemini-1.5-flash-002 | 0.075 0.3 0.01875
        gemini-1.5-flash-8b gemini-1.5-flash-8b-latest gemini-1.5-flash-8b-001 | 0.0375 0.15 0.01
        gemini-pro gemini-1.0-pro gemini-1.0-pro-001 gemini-1.0-pro-002 | 0.5 1.5
        # Embeddings
        gemini-embedding-2 | 0.2 0
        gemini-embedding-001 | 0.15 0
        """)
}

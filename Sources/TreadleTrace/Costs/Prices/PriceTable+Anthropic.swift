extension PriceTable {
    /// <https://platform.claude.com/docs/en/about-claude/pricing>: short prompts, cache writes that last 5 minutes.
    static let anthropic = PriceTable(
        provider: "anthropic", prefixes: ["anthropic/", "vertex_ai/"],
        """
        # Claude 5
        claude-fable-5-1 claude-fable-5.1 claude-mythos-5-1 | 10 50 0.25 12.5
        claude-fable-5 claude-mythos-5 | 10 50 1 12.5
        claude-opus-5-5 claude-opus-5.5 | 4 20 0.2 5
        claude-opus-5 | 5 25 0.5 6.25
        claude-sonnet-5-5 claude-sonnet-5.5 | 2 10 0.2 2.5
        claude-sonnet-5-5 claude-sonnet-5.5 | 2 10 0.1 2.5 | 2026-10-07
        claude-sonnet-5 claude-sonnet-5@default | 2 10 0.2 2.5
        claude-haiku-5-5 claude-haiku-5.5 | 0.1 0.5 0.01 0.125
        # Claude 4
        claude-opus-4-8 claude-opus-4.8 claude-opus-4-7 claude-opus-4.7 | 5 25 0.5 6.25
        claude-opus-4-6 claude-opus-4.6 claude-opus-4-6@default | 5 25 0.5 6.25
        claude-opus-4-5 claude-opus-4.5 claude-opus-4-5-20251101 claude-opus-4-5@20251101 | 5 25 0.5 6.25
        claude-opus-4-1 claude-opus-4.1 claude-opus-4-1-20250805 claude-opus-4-1@20250805 | 15 75 1.5 18.75
        claude-opus-4 claude-opus-4-0 claude-opus-4-20250514 claude-opus-4@20250514 | 15 75 1.5 18.75
        claude-4-opus-20250514 | 15 75 1.5 18.75
        claude-sonnet-4-6 claude-sonnet-4.6 claude-sonnet-4-6@default | 3 15 0.3 3.75
        claude-sonnet-4-5 claude-sonnet-4.5 claude-sonnet-4-5-20250929 claude-sonnet-4-5@20250929 | 3 15 0.3 3.75
        claude-sonnet-4 claude-sonnet-4-0 claude-sonnet-4-20250514 claude-sonnet-4@20250514 | 3 15 0.3 3.75
        claude-4-sonnet-20250514 | 3 15 0.3 3.75
        claude-haiku-4-5 claude-haiku-4.5 claude-haiku-4-5-20251001 claude-haiku-4-5@20251001 | 1 5 0.1 1.25
        # Claude 3
        claude-3-7-sonnet claude-3.7-sonnet claude-3-7-sonnet-latest claude-3-7-sonnet-20250219 | 3 15 0.3 3.75
        claude-3-7-sonnet@20250219 | 3 15 0.3 3.75
        claude-3-5-sonnet claude-3.5-sonnet claude-3-5-sonnet-latest claude-3-5-sonnet-20240620 | 3 15 0.3 3.75
        claude-3-5-sonnet-20241022 claude-3-5-sonnet@20240620 claude-3-5-sonnet-v2@20241022 | 3 15 0.3 3.75
        claude-3-5-haiku claude-3.5-haiku claude-3-5-haiku-latest claude-3-5-haiku-20241022 | 1 5 0.1 1.25
        claude-3-5-haiku claude-3.5-haiku claude-3-5-haiku-latest claude-3-5-haiku-20241022 | 0.8 4 0.08 1 | 2024-12-19
        claude-3-5-haiku@20241022 | 0.8 4 0.08 1
        claude-3-opus claude-3-opus-latest claude-3-opus-20240229 claude-3-opus@20240229 | 15 75 1.5 18.75
        claude-3-sonnet claude-3-sonnet-20240229 claude-3-sonnet@20240229 | 3 15 0.3 3.75
        claude-3-haiku claude-3-haiku-20240307 claude-3-haiku@20240307 | 0.25 1.25 0.03 0.3
        # Before
        claude-2.1 claude-2.0 claude-2 | 8 24
        claude-instant-1.2 claude-instant-1 | 0.8 2.4
        """)
}

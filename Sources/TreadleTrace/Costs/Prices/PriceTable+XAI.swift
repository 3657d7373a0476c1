extension PriceTable {
    /// <https://docs.x.ai/docs/models>: short prompts.
    static let xAI = PriceTable(
        provider: "xai", prefixes: ["xai/", "x-ai/"],
        """
        grok-4.7 grok-4.6 grok-4.5 | 2 6 0.5
        grok-4.3 | 1.25 2.5 0.2
        grok-4.20-0309-reasoning grok-4.20-0309-non-reasoning grok-4.20-multi-agent-0309 | 1.25 2.5 0.2
        grok-4-1-fast grok-4-1-fast-reasoning grok-4-1-fast-non-reasoning | 0.2 0.5 0.05
        grok-4-1-fast-reasoning-latest grok-4-1-fast-non-reasoning-latest | 0.2 0.5 0.05
        grok-4-fast grok-4-fast-reasoning grok-4-fast-non-reasoning | 0.2 0.5 0.05
        grok-4 grok-4-0709 grok-4-latest | 3 15 0.75
        grok-code-fast grok-code-fast-1 grok-code-fast-1-0825 | 0.2 1.5 0.02
        grok-build-0.1 | 1 2
        grok-3 grok-3-latest grok-3-beta | 3 15 0.75
        grok-3-fast grok-3-fast-latest grok-3-fast-beta | 5 25 1.25
        grok-3-mini grok-3-mini-latest grok-3-mini-beta | 0.3 0.5 0.075
        grok-3-mini-fast grok-3-mini-fast-latest grok-3-mini-fast-beta | 0.6 4 0.15
        grok-2 grok-2-latest grok-2-1212 grok-2-vision grok-2-vision-latest grok-2-vision-1212 | 2 10
        grok-beta grok-vision-beta | 5 15
        """)
}

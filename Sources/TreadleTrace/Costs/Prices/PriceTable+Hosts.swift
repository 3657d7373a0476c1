extension PriceTable {
    /// <https://wandb.ai/site/pricing/inference>: open models under the names that W&B Inference gives them.
    static let wandb = PriceTable(
        provider: "wandb", prefixes: ["wandb/"],
        """
        openai/gpt-oss-120b | 0.15 0.6
        openai/gpt-oss-20b | 0.05 0.2
        meta-llama/Llama-3.1-8B-Instruct | 0.22 0.22
        meta-llama/Llama-3.1-70B-Instruct | 0.8 0.8
        meta-llama/Llama-3.3-70B-Instruct | 0.71 0.71
        meta-llama/Llama-4-Scout-17B-16E-Instruct | 0.17 0.66
        deepseek-ai/DeepSeek-V3-0324 | 1.14 2.75
        deepseek-ai/DeepSeek-V3.1 | 0.55 1.65
        deepseek-ai/DeepSeek-R1-0528 | 1.35 5.4
        Qwen/Qwen3-235B-A22B-Instruct-2507 Qwen/Qwen3-235B-A22B-Thinking-2507 | 0.1 0.1
        Qwen/Qwen3-Coder-480B-A35B-Instruct | 1 1.5
        moonshotai/Kimi-K2-Instruct | 1.35 4
        zai-org/GLM-4.5 | 0.55 2
        microsoft/Phi-4-mini-instruct | 0.08 0.35
        """)

    /// <https://groq.com/pricing>. Names that other hosts use as well stand with the host's prefix alone.
    static let groq = PriceTable(
        provider: "groq", prefixes: [],
        """
        llama-3.3-70b-versatile groq/llama-3.3-70b-versatile | 0.59 0.79
        llama-3.1-8b-instant groq/llama-3.1-8b-instant | 0.05 0.08
        llama-3.1-70b-versatile groq/llama-3.1-70b-versatile llama3-70b-8192 groq/llama3-70b-8192 | 0.59 0.79
        llama3-8b-8192 groq/llama3-8b-8192 | 0.05 0.08
        mixtral-8x7b-32768 groq/mixtral-8x7b-32768 | 0.24 0.24
        gemma2-9b-it groq/gemma2-9b-it | 0.2 0.2
        deepseek-r1-distill-llama-70b groq/deepseek-r1-distill-llama-70b | 0.75 0.99
        meta-llama/llama-4-scout-17b-16e-instruct groq/meta-llama/llama-4-scout-17b-16e-instruct | 0.11 0.34
        meta-llama/llama-4-maverick-17b-128e-instruct groq/meta-llama/llama-4-maverick-17b-128e-instruct | 0.2 0.6
        qwen/qwen3-32b groq/qwen/qwen3-32b | 0.29 0.59
        moonshotai/kimi-k2-instruct-0905 groq/moonshotai/kimi-k2-instruct-0905 | 1 3 0.5
        groq/openai/gpt-oss-120b | 0.15 0.6 0.075
        groq/openai/gpt-oss-20b | 0.075 0.3 0.0375
        """)

    /// <https://aws.amazon.com/bedrock/pricing>: the model's own region, and the profiles `us` and `global`.
    static let bedrock = PriceTable(
        provider: "bedrock", prefixes: ["us.", "global.", "bedrock/"],
        """
        anthropic.claude-opus-4-6-v1 | 5 25 0.5 6.25
        anthropic.claude-opus-4-5-20251101-v1:0 | 5 25 0.5 6.25
        anthropic.claude-opus-4-1-20250805-v1:0 | 15 75 1.5 18.75
        anthropic.claude-opus-4-20250514-v1:0 | 15 75 1.5 18.75
        anthropic.claude-sonnet-4-6 | 3 15 0.3 3.75
        anthropic.claude-sonnet-4-5-20250929-v1:0 | 3 15 0.3 3.75
        anthropic.claude-sonnet-4-20250514-v1:0 | 3 15 0.3 3.75
        anthropic.claude-haiku-4-5-20251001-v1:0 | 1 5 0.1 1.25
        anthropic.claude-3-7-sonnet-20250219-v1:0 | 3 15 0.3 3.75
        anthropic.claude-3-5-sonnet-20241022-v2:0 | 3 15 0.3 3.75
        anthropic.claude-3-5-sonnet-20240620-v1:0 | 3 15 0.3 3.75
        anthropic.claude-3-5-haiku-20241022-v1:0 | 0.8 4 0.08 1
        anthropic.claude-3-opus-20240229-v1:0 | 15 75
        anthropic.claude-3-sonnet-20240229-v1:0 | 3 15
        anthropic.claude-3-haiku-20240307-v1:0 | 0.25 1.25
        amazon.nova-premier-v1:0 | 2.5 12.5 0.625
        amazon.nova-pro-v1:0 | 0.8 3.2 0.2
        amazon.nova-lite-v1:0 | 0.06 0.24 0.015
        amazon.nova-micro-v1:0 | 0.035 0.14 0.00875
        meta.llama4-maverick-17b-instruct-v1:0 | 0.24 0.97
        meta.llama4-scout-17b-instruct-v1:0 | 0.17 0.66
        meta.llama3-3-70b-instruct-v1:0 | 0.72 0.72
        meta.llama3-2-90b-instruct-v1:0 | 0.72 0.72
        meta.llama3-2-11b-instruct-v1:0 | 0.16 0.16
        meta.llama3-2-3b-instruct-v1:0 | 0.15 0.15
        meta.llama3-2-1b-instruct-v1:0 | 0.1 0.1
        meta.llama3-1-405b-instruct-v1:0 | 2.4 2.4
        meta.llama3-1-70b-instruct-v1:0 | 0.72 0.72
        meta.llama3-1-8b-instruct-v1:0 | 0.22 0.22
        """)

    /// <https://www.alibabacloud.com/help/en/model-studio/models>: international, short prompts.
    static let alibaba = PriceTable(
        provider: "alibaba", prefixes: ["dashscope/"],
        """
        qwen3-max | 1.2 6
        qwen-max qwen-max-latest qwen-max-2025-01-25 | 1.6 6.4
        qwen-plus qwen-plus-latest | 0.4 1.2
        qwen-flash | 0.05 0.4
        qwen-turbo qwen-turbo-latest | 0.05 0.2
        qwen3-coder-plus | 1 5
        qwen3-coder-flash | 0.3 1.5
        qwq-plus | 0.8 2.4
        """)

    /// <https://platform.moonshot.ai/docs/pricing>.
    static let moonshot = PriceTable(
        provider: "moonshot", prefixes: ["moonshot/"],
        """
        kimi-k2.6 | 0.95 4 0.16
        kimi-k2.5 | 0.6 3 0.1
        kimi-k2-thinking kimi-k2-0905-preview kimi-k2-0711-preview | 0.6 2.5 0.15
        kimi-k2-thinking-turbo kimi-k2-turbo-preview | 1.15 8 0.15
        moonshot-v1-8k | 0.2 2
        moonshot-v1-32k | 1 3
        moonshot-v1-128k | 2 5
        """)

    /// <https://docs.z.ai/guides/overview/pricing>.
    static let zAI = PriceTable(
        provider: "zai", prefixes: ["zai/", "z-ai/"],
        """
        glm-5.1 | 1.4 4.4 0.26
        glm-5 | 1 3.2 0.2
        glm-4.7 glm-4.6 glm-4.5 | 0.6 2.2 0.11
        glm-4.5-air | 0.2 1.1 0.03
        glm-4.7-flash | 0 0
        """)

    /// <https://platform.minimax.io/docs/guides/pricing>.
    static let miniMax = PriceTable(
        provider: "minimax", prefixes: ["minimax/"],
        """
        MiniMax-M3 MiniMax-M2.7 | 0.3 1.2 0.06
        MiniMax-M2.5 MiniMax-M2.1 MiniMax-M2 | 0.3 1.2 0.03
        """)

    /// <https://docs.perplexity.ai/getting-started/pricing>: tokens, without what a search costs.
    static let perplexity = PriceTable(
        provider: "perplexity", prefixes: ["perplexity/"],
        """
        sonar | 1 1
        sonar-pro | 3 15
        sonar-reasoning | 1 5
        sonar-reasoning-pro sonar-deep-research | 2 8
        """)

    /// <https://www.ai21.com/pricing>.
    static let ai21 = PriceTable(
        provider: "ai21", prefixes: ["ai21/"],
        """
        jamba-large jamba-large-1.6 jamba-large-1.7 jamba-1.5-large | 2 8
        jamba-mini jamba-mini-1.6 jamba-mini-1.7 jamba-1.5-mini | 0.2 0.4
        """)

    /// <https://docs.voyageai.com/docs/pricing>.
    static let voyage = PriceTable(
        provider: "voyage", prefixes: ["voyage/"],
        """
        voyage-3-large voyage-code-3 | 0.18 0
        voyage-3.5 voyage-3 | 0.06 0
        voyage-3.5-lite voyage-3-lite | 0.02 0
        """)
}

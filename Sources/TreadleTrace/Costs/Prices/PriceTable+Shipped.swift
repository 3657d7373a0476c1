internal import TreadleCore

extension PriceTable {
    /// When the tables were last looked through: 2026-11-20.
    ///
    /// They are kept by hand, from the price lists that each table names. A new model is a new line. A price that changes is
    /// one more line with the day of the change, so that older calls keep what they cost; nothing is ever taken out. What
    /// depends on more than tokens (long prompts, batches, regions, tiers) is left out: a project can set its own price.
    static let revised = Timestamp(microseconds: 1_795_132_800_000_000)

    /// All tables. Where two have a name, they must not have it from the same day on.
    package static let shipped: [PriceTable] = [
        .openAI, .anthropic, .google, .mistral, .cohere, .deepSeek, .xAI, .wandb, .groq, .bedrock, .alibaba, .moonshot,
        .zAI, .miniMax, .perplexity, .ai21, .voyage,
    ]
}

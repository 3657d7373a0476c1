extension PriceTable {
    /// <https://developers.openai.com/api/docs/pricing>: standard tier, short prompts.
    static let openAI = PriceTable(
        provider: "openai", prefixes: ["openai/", "azure/"],
        """
        # GPT-6 and 6.1
        gpt-6-astra | 10 50 1 12.5
        gpt-6-sol | 2 10 0.2 2.5
        gpt-6-luna | 0.1 0.5 0.01 0.125
        gpt-6.1-sol | 2 10 0.1 2.5
        gpt-6.1-terra | 1 5 0.05 1.25
        # GPT-5
        gpt-5.6 gpt-5.6-sol | 5 30 0.5 6.25
        gpt-5.6 gpt-5.6-sol | 4 20 0.4 5 | 2026-08-21
        gpt-5.6-terra | 2.5 15 0.25 3.125
        gpt-5.6-terra | 2 12 0.2 2.5 | 2026-08-21
        gpt-5.6-luna | 1 6 0.1 1.25
        gpt-5.6-luna | 0.2 1.2 0.02 0.25 | 2026-08-21
        gpt-5.5 gpt-5.5-2026-04-23 | 5 30 0.5
        gpt-5.5-pro gpt-5.5-pro-2026-04-23 | 30 180
        gpt-5.4 gpt-5.4-2026-03-05 | 2.5 15 0.25
        gpt-5.4-mini | 0.75 4.5 0.075
        gpt-5.4-nano | 0.2 1.25 0.02
        gpt-5.4-pro gpt-5.4-pro-2026-03-05 | 30 180
        gpt-5.3-chat-latest gpt-5.3-codex | 1.75 14 0.175
        gpt-5.2 gpt-5.2-2025-12-11 gpt-5.2-chat-latest gpt-5.2-codex | 1.75 14 0.175
        gpt-5.2-pro gpt-5.2-pro-2025-12-11 | 21 168
        gpt-5.1 gpt-5.1-2025-11-13 gpt-5.1-chat-latest gpt-5.1-codex gpt-5.1-codex-max | 1.25 10 0.125
        gpt-5.1-codex-mini | 0.25 2 0.025
        gpt-5 gpt-5-2025-08-07 gpt-5-chat-latest gpt-5-codex gpt-5-search-api | 1.25 10 0.125
        gpt-5-mini gpt-5-mini-2025-08-07 | 0.25 2 0.025
        gpt-5-nano gpt-5-nano-2025-08-07 | 0.05 0.4 0.005
        gpt-5-pro gpt-5-pro-2025-10-06 | 15 120
        # GPT-4
        gpt-4.5-preview gpt-4.5-preview-2025-02-27 | 75 150 37.5
        gpt-4.1 gpt-4.1-2025-04-14 | 2 8 0.5
        gpt-4.1-mini gpt-4.1-mini-2025-04-14 | 0.4 1.6 0.1
        gpt-4.1-nano gpt-4.1-nano-2025-04-14 | 0.1 0.4 0.025
        gpt-4o | 5 15
        gpt-4o | 2.5 10 1.25 | 2024-10-02
        gpt-4o-2024-05-13 chatgpt-4o-latest | 5 15
        gpt-4o-2024-08-06 gpt-4o-2024-11-20 | 2.5 10 1.25
        gpt-4o-mini gpt-4o-mini-2024-07-18 | 0.15 0.6 0.075
        gpt-4o-search-preview gpt-4o-search-preview-2025-03-11 | 2.5 10
        gpt-4o-mini-search-preview gpt-4o-mini-search-preview-2025-03-11 | 0.15 0.6
        gpt-4-turbo gpt-4-turbo-2024-04-09 gpt-4-turbo-preview gpt-4-0125-preview gpt-4-1106-preview | 10 30
        gpt-4-vision-preview gpt-4-1106-vision-preview | 10 30
        gpt-4 gpt-4-0314 gpt-4-0613 | 30 60
        gpt-4-32k gpt-4-32k-0314 gpt-4-32k-0613 | 60 120
        # GPT-3.5
        gpt-3.5-turbo gpt-35-turbo | 1.5 2
        gpt-3.5-turbo gpt-35-turbo | 0.5 1.5 | 2024-02-16
        gpt-3.5-turbo-0125 gpt-35-turbo-0125 | 0.5 1.5
        gpt-3.5-turbo-1106 gpt-35-turbo-1106 | 1 2
        gpt-3.5-turbo-0301 gpt-3.5-turbo-0613 gpt-35-turbo-0301 gpt-35-turbo-0613 | 1.5 2
        gpt-3.5-turbo-16k gpt-3.5-turbo-16k-0613 gpt-35-turbo-16k gpt-35-turbo-16k-0613 | 3 4
        gpt-3.5-turbo-instruct gpt-3.5-turbo-instruct-0914 gpt-35-turbo-instruct | 1.5 2
        # Reasoning
        o1 o1-2024-12-17 o1-preview o1-preview-2024-09-12 | 15 60 7.5
        o1-mini o1-mini-2024-09-12 | 3 12 1.5
        o1-mini o1-mini-2024-09-12 | 1.1 4.4 0.55 | 2025-01-31
        o1-pro o1-pro-2025-03-19 | 150 600
        o3 o3-2025-04-16 | 10 40 2.5
        o3 o3-2025-04-16 | 2 8 0.5 | 2025-06-10
        o3-mini o3-mini-2025-01-31 | 1.1 4.4 0.55
        o3-pro o3-pro-2025-06-10 | 20 80
        o3-deep-research o3-deep-research-2025-06-26 | 10 40 2.5
        o4-mini o4-mini-2025-04-16 | 1.1 4.4 0.275
        o4-mini-deep-research o4-mini-deep-research-2025-06-26 | 2 8 0.5
        codex-mini-latest | 1.5 6 0.375
        computer-use-preview computer-use-preview-2025-03-11 | 3 12
        # Speech: the prices of text
        gpt-realtime-2.1 | 4 24 0.4
        gpt-realtime-2.1-mini | 0.6 2.4 0.06
        gpt-realtime gpt-realtime-2025-08-28 gpt-realtime-1.5 | 4 16 0.4
        gpt-realtime-mini gpt-realtime-mini-2025-10-06 | 0.6 2.4 0.06
        gpt-4o-realtime-preview gpt-4o-realtime-preview-2024-12-17 gpt-4o-realtime-preview-2025-06-03 | 5 20 2.5
        gpt-4o-mini-realtime-preview gpt-4o-mini-realtime-preview-2024-12-17 | 0.6 2.4 0.3
        gpt-audio gpt-audio-2025-08-28 gpt-4o-audio-preview gpt-4o-audio-preview-2024-10-01 | 2.5 10
        gpt-4o-audio-preview-2024-12-17 gpt-4o-audio-preview-2025-06-03 gpt-4o-transcribe | 2.5 10
        gpt-audio-mini gpt-audio-mini-2025-10-06 | 0.6 2.4
        gpt-4o-mini-audio-preview gpt-4o-mini-audio-preview-2024-12-17 | 0.15 0.6
        gpt-4o-mini-transcribe | 1.25 5
        # Embeddings, completions, fine-tuned
        text-embedding-3-small | 0.02 0
        text-embedding-3-large | 0.13 0
        text-embedding-ada-002 text-embedding-ada-002-v2 | 0.1 0
        davinci-002 | 2 2
        babbage-002 | 0.4 0.4
        ft:gpt-4.1-2025-04-14 | 3 12 0.75
        ft:gpt-4.1-mini-2025-04-14 | 0.8 3.2 0.2
        ft:gpt-4.1-nano-2025-04-14 | 0.2 0.8 0.05
        ft:gpt-4o-2024-08-06 ft:gpt-4o-2024-11-20 | 3.75 15 1.875
        ft:gpt-4o-mini-2024-07-18 | 0.3 1.2 0.15
        ft:gpt-3.5-turbo ft:gpt-3.5-turbo-0125 ft:gpt-3.5-turbo-0613 ft:gpt-3.5-turbo-1106 | 3 6
        """)
}

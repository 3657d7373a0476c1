extension PriceTable {
    /// <https://mistral.ai/pricing>.
    static let mistral = PriceTable(
        provider: "mistral", prefixes: ["mistral/", "mistralai/"],
        """
        mistral-large-4 mistral-large-4-0 | 0.68 2.09
        mistral-large-2512 | 0.5 1.5
        mistral-large-latest | 2 6
        mistral-large-latest | 0.5 1.5 | 2025-12-02
        mistral-large-2411 | 2 6
        mistral-large-2407 | 3 9
        mistral-large-2407 | 2 6 | 2024-09-17
        mistral-large-2402 | 8 24
        mistral-large-2402 | 4 12 | 2024-05-29
        mistral-medium-3-5 mistral-medium-3.5 mistral-medium-2604 | 1.5 7.5
        mistral-medium-3 mistral-medium-3.1 mistral-medium-2505 mistral-medium-2508 | 0.4 2
        mistral-medium-latest | 2.7 8.1
        mistral-medium-latest | 0.4 2 | 2025-05-07
        mistral-medium-latest | 1.5 7.5 | 2026-05-22
        mistral-medium mistral-medium-2312 | 2.7 8.1
        mistral-small-latest | 1 3
        mistral-small-latest | 0.2 0.6 | 2024-09-17
        mistral-small-latest | 0.1 0.3 | 2025-01-30
        mistral-small-2501 mistral-small-2503 mistral-small-2506 | 0.1 0.3
        mistral-small-2409 | 0.2 0.6
        mistral-small mistral-small-2402 | 1 3
        magistral-medium-latest magistral-medium-2506 magistral-medium-2507 magistral-medium-2509 | 2 5
        magistral-small-latest magistral-small-2506 magistral-small-2507 magistral-small-2509 | 0.5 1.5
        devstral-2512 devstral-medium-latest devstral-medium-2507 | 0.4 2
        devstral-small-latest devstral-small-2505 devstral-small-2507 | 0.1 0.3
        codestral-latest codestral-2405 | 1 3
        codestral-latest codestral-2405 | 0.2 0.6 | 2024-09-17
        codestral-latest | 0.3 0.9 | 2025-01-13
        codestral-2501 codestral-2508 | 0.3 0.9
        ministral-14b-2512 ministral-14b-latest | 0.2 0.2
        ministral-8b-2512 | 0.15 0.15
        ministral-3b-2512 | 0.1 0.1
        ministral-8b-latest ministral-8b-2410 | 0.1 0.1
        ministral-3b-latest ministral-3b-2410 | 0.04 0.04
        mistral-saba-latest mistral-saba-2502 | 0.2 0.6
        pixtral-large-latest pixtral-large-2411 | 2 6
        pixtral-12b pixtral-12b-2409 | 0.15 0.15
        open-mistral-nemo open-mistral-nemo-2407 mistral-nemo | 0.15 0.15
        open-mixtral-8x22b open-mixtral-8x22b-2404 | 2 6
        open-mixtral-8x7b | 0.7 0.7
        open-mistral-7b mistral-tiny | 0.25 0.25
        voxtral-small-2507 voxtral-small-latest | 0.1 0.3
        mistral-embed | 0.1 0
        codestral-embed codestral-embed-2505 | 0.15 0
        """)
}

internal import TreadleBackend
internal import TreadleCore
internal import TreadleHTTPCurl
internal import TreadleModels
internal import TreadleModelsOpenAI
internal import TreadleTools
internal import TreadleTracing

/// The models and tools, as the configuration says.
struct ModelParts: Sendable {
    let gatewayParts: Gateway.Parts
    let rpcParts: RPCService.Parts

    init(_ configuration: ServerConfiguration, tracer: Tracer, logger: Logger) throws {
        let upstream = try Self.upstream(configuration)
        let models = ModelCatalog(
            demo: TracedModel(DemoModel(), tracer: tracer), upstream: upstream.map { TracedModel($0, tracer: tracer) })
        // Asking for a list is no call of a model, so the list comes from the host itself.
        let list = upstream.map { host in
            { @Sendable in try await host.listModels().compactMap(ModelCard.init(wire:)) }
        }
        self.gatewayParts = Gateway.Parts(
            models: models, tracer: tracer, defaultModel: configuration.defaultModel,
            bodyLimit: configuration.maxBodyBytes, listUpstreamModels: list, logger: logger)
        self.rpcParts = RPCService.Parts(
            models: models, toolbox: .standard, tracer: tracer,
            defaults: ChatDefaults(
                model: configuration.defaultModel, maxTokens: configuration.defaultMaxTokens,
                temperature: configuration.defaultTemperature),
            requestsPerClient: configuration.maxRequestsPerClient, logger: logger)
    }

    private static func upstream(_ configuration: ServerConfiguration) throws -> OpenAIModel? {
        guard !configuration.usesDemoModel else { return nil }
        var curl = CurlTransportConfiguration()
        curl.idleTimeout = configuration.upstreamTimeout
        // A streamed answer holds its connection for as long as the model talks.
        curl.maximumConnectionsPerHost = 8192
        curl.maximumConnectionsKept = 8192
        curl.connectTimeout = min(curl.connectTimeout, configuration.upstreamTimeout)
        return OpenAIModel(
            host: OpenAIHost(
                baseURL: configuration.upstreamURL.text, apiKey: configuration.upstreamKey,
                asksForUsage: configuration.asksForStreamUsage), transport: try CurlTransport(configuration: curl))
    }
}

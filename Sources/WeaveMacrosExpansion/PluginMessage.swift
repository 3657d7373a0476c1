/// What the compiler asks a plugin, as far as it is asked of this one (version 7 of the protocol, Swift 6.2 and 6.3).
struct PluginRequest: Decodable {
    var getCapability: Anything?
    var expandAttachedMacro: Expansion?
    var expandFreestandingMacro: Anything?

    /// Is there, whatever is in it.
    struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }

    struct Expansion: Decodable {
        var attributeSyntax: Syntax
        var declSyntax: Syntax
        var lexicalContext: [Syntax]?
    }

    struct Syntax: Decodable {
        var source: String
        var location: Location?
    }

    struct Location: Decodable {
        var fileName: String
        /// From the file's start, in bytes.
        var offset: Int
        var line: Int
    }
}

/// What a plugin answers.
enum PluginAnswer: Encodable, Equatable {
    case getCapabilityResult(capability: Capability)
    case expandMacroResult(expandedSource: String?, diagnostics: [Diagnostic])

    struct Capability: Encodable, Equatable {
        var protocolVersion = 7
    }

    struct Diagnostic: Encodable, Equatable {
        var message: String
        var severity = "error"
        var position: Position
        var highlights: [Position] = []
        var notes: [Position] = []
        var fixIts: [Position] = []
    }

    struct Position: Encodable, Equatable {
        var fileName: String
        var offset: Int
    }
}

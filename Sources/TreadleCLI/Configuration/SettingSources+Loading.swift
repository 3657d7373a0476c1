internal import TreadleCore

extension SettingSources {
    /// Gathers the sources of this process: its environment, and the `.env` file in the working directory.
    ///
    /// - Parameter envFile: Another file to read instead; it must be there, `.env` need not.
    /// - Throws: ``ConfigurationError`` when the file cannot be read or a line of it is malformed.
    static func ofThisProcess(envFile: String? = nil, options: [Option] = []) throws(ConfigurationError) -> Self {
        SettingSources(
            environment: ProcessEnvironment.current, file: try EnvironmentFile.reading(envFile),
            options: options)
    }
}

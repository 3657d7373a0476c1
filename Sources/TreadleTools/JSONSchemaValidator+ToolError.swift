public import TreadleCore

extension JSONSchemaValidator {
    /// Throws the first violation.
    ///
    /// - Throws: ``ToolError`` with ``ToolError/Code/invalidArguments`` and its `path`.
    public func validate(_ value: JSONValue) throws(ToolError) {
        guard let first = self.violations(in: value).first else { return }
        throw ToolError(.invalidArguments, first.description, path: first.path)
    }
}

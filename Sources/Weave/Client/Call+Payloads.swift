internal import TreadleCore
public import TreadleTrace

extension Call {
    /// What the call returned, as a type; `null` where it returned nothing.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/unprocessable`` and the place that does not fit.
    public func output<Value: Decodable>(as type: Value.Type) throws -> Value {
        try WireValue.decode(self.output ?? .null, as: type)
    }

    /// The call's arguments, as a type with a member for each.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/unprocessable`` and the place that does not fit.
    public func inputs<Value: Decodable>(as type: Value.Type) throws -> Value {
        try WireValue.decode(self.inputs, as: type)
    }
}

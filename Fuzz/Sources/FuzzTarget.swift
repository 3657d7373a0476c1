/// Something that takes bytes from anybody.
protocol FuzzTarget: Sendable {
    /// Takes them. Whatever is wrong with the code stops the process; whatever is wrong with the bytes does not.
    func run(_ bytes: ArraySlice<UInt8>)
}

/// Stops the process when something that always holds does not.
func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { preconditionFailure(message()) }
}

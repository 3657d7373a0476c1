/// A value that encodes itself as an array of keys and values in turns, unless its keys are strings or numbers.
protocol PairedValue {}

extension Dictionary: PairedValue {}

internal import TreadleCore

/// What a value encodes itself with. It keeps no coding path: making one for every member costs more than all else.
struct ValueEncoder: Encoder {
    let sink: ValueSink
    /// The value's place among those that are open.
    let level: Int
    /// What encodes itself, where that is known.
    var type: Any.Type = Any.self

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Keyed<Key>(sink: self.opening(.keyed), level: self.level(in: .keyed)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        Unkeyed(
            sink: self.opening(.unkeyed), level: self.level(in: .unkeyed),
            isPaired: !self.sink.rules.redactsNothing && self.type is any PairedValue.Type)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(sink: self.sink, level: self.level) }

    /// The sink for a container of the value: a value may ask for the same one again, as a subclass and its superclass
    /// do, but one of another kind has no place.
    private func opening(_ kind: ValueSink.Frame.Kind) -> ValueSink {
        guard self.sink.isInnermost(self.level) else { return self.sink.elsewhere(kind) }
        switch self.sink.frames[self.level].kind {
        case .untouched:
            self.sink.frames[self.level].kind = kind
            if kind == .keyed { self.sink.writer.beginObject() } else { self.sink.writer.beginArray() }
            return self.sink
        case kind: return self.sink
        default: return self.sink.elsewhere(kind)
        }
    }

    /// The value's place in the sink that ``opening(_:)`` gave: a sink that leads elsewhere has it alone.
    private func level(in kind: ValueSink.Frame.Kind) -> Int {
        self.sink.isInnermost(self.level) && self.sink.frames[self.level].kind == kind ? self.level : 0
    }
}

extension ValueSink {
    /// Whether the value at a place is the innermost of those that are open.
    func isInnermost(_ level: Int) -> Bool { self.frames.count == level + 1 }

    /// Refuses what is written by a container after its value has ended, and what is too large.
    func admit(_ kind: Frame.Kind, at level: Int) throws {
        guard self.isInnermost(level), self.frames[level].kind == kind else { throw ValueFailure.misplaced }
        // Containers are made without asking; what has none of its own is found out here.
        guard self.depth + level < self.rules.maximumDepth else { throw ValueFailure.tooDeep(self.rules.maximumDepth) }
        try self.charge()
    }
}

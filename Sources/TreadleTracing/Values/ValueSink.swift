public import TreadleCore

/// Where the values of one call are written while they are encoded: JSON text, as it comes, without a tree.
///
/// Whatever a value's own `encode(to:)` does, what is written is JSON. A value that cannot be encoded is replaced by a
/// text that says why; only one that is too large makes what contains it fail as well.
///
/// Its stored properties are read and changed by its own methods, and those of the containers it gives, alone. None of
/// these keeps an access open while a value's code runs, and a sink never leaves the thread it is filled on: so accesses
/// cannot overlap, and looking for that at run time, which costs a tenth of a traced call, is off.
@usableFromInline
final class ValueSink {
    /// A value that is being encoded by its own code.
    struct Frame {
        enum Kind { case untouched, keyed, unkeyed, single }

        var kind = Kind.untouched
        var count = 0
        /// Whether the last key of a dictionary is the name of something that is taken out.
        var isTakenOut = false
    }

    /// A container that was asked for by itself: it may be filled while others are, so it has a sink of its own.
    private struct Splice {
        /// Where `null` keeps its place.
        let offset: Int
        let sink: ValueSink
    }

    @exclusivity(unchecked) var writer: JSONWriter
    let rules: ValueRules
    /// The values that are open here, outermost first.
    @exclusivity(unchecked) var frames = Frames()
    /// How deep this sink's first value stands in the whole.
    let depth: Int
    @exclusivity(unchecked) private var splices: [Splice] = []
    /// What all sinks of one value have come to, where there are several.
    @exclusivity(unchecked) private var size: SharedSize?
    @exclusivity(unchecked) private var counted = 0

    private final class SharedSize { var bytes = 0 }

    init(_ rules: ValueRules, capacity: Int = 256) {
        self.writer = JSONWriter(capacity: capacity)
        self.rules = rules
        self.depth = 0
    }

    /// The sink of a container within another one's value.
    private init(within outer: ValueSink, kind: Frame.Kind) {
        self.writer = JSONWriter(capacity: 64)
        self.rules = outer.rules
        self.depth = outer.depth + outer.frames.count
        self.size = outer.size
        self.frames = Frames(Frame(kind: kind))
        if kind == .keyed { self.writer.beginObject() }
        if kind == .unkeyed { self.writer.beginArray() }
    }

    /// Writes a value's text; it is the only one.
    @usableFromInline
    func finish() -> RawJSON {
        while !self.frames.isEmpty { self.close() }
        guard !self.splices.isEmpty else { return self.writer.raw }
        var bytes: [UInt8] = []
        var copied = 0
        for splice in self.splices {
            bytes.append(contentsOf: self.writer.bytes[copied..<splice.offset])
            bytes.append(contentsOf: splice.sink.finish().bytes)
            copied = splice.offset + "null".utf8.count
        }
        bytes.append(contentsOf: self.writer.bytes[copied...])
        return RawJSON(unchecked: bytes[...])
    }

    /// Makes room for a container that is filled by itself; the sink it is filled in.
    func nested(_ kind: Frame.Kind) -> ValueSink {
        let sink = self.elsewhere(kind)
        guard sink.depth < self.rules.maximumDepth else {
            self.writer.write(ValueFailure.tooDeep(self.rules.maximumDepth).description)
            return sink
        }
        self.writer.writeNull()
        self.splices.append(Splice(offset: self.writer.bytes.count - "null".utf8.count, sink: sink))
        return sink
    }

    /// A sink whose contents go nowhere, for what has no place.
    func elsewhere(_ kind: Frame.Kind) -> ValueSink {
        if self.size == nil { self.size = SharedSize() }
        return ValueSink(within: self, kind: kind)
    }

    /// Refuses to go on when too much was written, or when as much more would be too much.
    func charge(_ more: Int = 0) throws {
        var count = self.writer.bytes.count
        if let size = self.size {
            size.bytes += count - self.counted
            self.counted = count
            count = size.bytes
        }
        if count + more > self.rules.maximumSize { throw ValueFailure.tooLarge(self.rules.maximumSize) }
    }

    /// Closes what the innermost value opened.
    private func close() {
        switch self.frames.removeLast().kind {
        case .untouched:
            self.writer.beginObject()
            self.writer.endObject()
        case .keyed: self.writer.endObject()
        case .unkeyed: self.writer.endArray()
        case .single: break
        }
    }

    /// Lets a value write itself.
    func writeByItself(_ value: some Encodable) throws {
        let level = self.frames.count
        guard self.depth + level < self.rules.maximumDepth else {
            if self.rules.isStrict { throw ValueFailure.tooDeep(self.rules.maximumDepth) }
            return self.writer.write(ValueFailure.tooDeep(self.rules.maximumDepth).description)
        }
        let start = self.writer.mark
        self.frames.append(Frame())
        do {
            try value.encode(to: ValueEncoder(sink: self, level: level, type: type(of: value)))
            try self.charge()
            self.close()
        } catch {
            self.frames.remove(from: level)
            self.rewind(to: start)
            if self.rules.isStrict { throw error }
            if let failure = error as? ValueFailure, case .tooLarge = failure { throw failure }
            self.writer.write(ValueFailure.text(for: error))
        }
    }

    /// Writes what a closure does, or, where that is too large, a text that says so.
    func bounded(_ body: () throws -> Void) {
        let start = self.writer.mark
        do {
            try body()
        } catch {
            self.rewind(to: start)
            self.writer.write(ValueFailure.text(for: error))
        }
    }

    /// Forgets what was written since.
    func rewind(to mark: JSONWriter.Mark) {
        self.writer.rewind(to: mark)
        let count = self.writer.bytes.count
        self.splices.removeAll { $0.offset >= count }
        // What sinks within had stays counted: that they were made was not for nothing.
        self.size?.bytes -= max(0, self.counted - count)
        self.counted = min(self.counted, count)
    }
}

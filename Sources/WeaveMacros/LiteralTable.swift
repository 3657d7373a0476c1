internal import Synchronization

/// What was made for literals, found again by where they are in the program.
///
/// A function cannot have a stored property of its own, and in a generic context nothing can. A literal's address is as
/// good: it stays, and two literals at one address are the same text. Looking up takes no lock and costs a few
/// nanoseconds; what is in the table stays there, as literals do.
enum LiteralTable {
    /// What is known of one pair of literals; it never changes.
    private final class Entry: Sendable {
        let first: UInt, second: UInt
        let value: TracedFunction
        let next: Unmanaged<Entry>?

        init(_ first: UInt, _ second: UInt, _ value: TracedFunction, next: Unmanaged<Entry>?) {
            self.first = first
            self.second = second
            self.value = value
            self.next = next
        }
    }

    /// The value of two literals, which is made at their first use; by several threads at once only one is kept.
    static func value(
        of first: StaticString, _ second: StaticString, make: () -> TracedFunction
    ) -> TracedFunction {
        guard first.hasPointerRepresentation, second.hasPointerRepresentation else { return make() }
        let first = UInt(bitPattern: first.utf8Start), second = UInt(bitPattern: second.utf8Start)
        let bucket = self.buckets + Int((first ^ second &* 31) / 8 % self.bucketCount)
        if let value = self.value(first, second, from: bucket.pointee.load(ordering: .acquiring)) { return value }
        return self.insert(first, second, make(), into: bucket)
    }

    private static func value(_ first: UInt, _ second: UInt, from head: Unmanaged<Entry>?) -> TracedFunction? {
        var next = head
        while let entry = next?.takeUnretainedValue() {
            if entry.first == first, entry.second == second { return entry.value }
            next = entry.next
        }
        return nil
    }

    private static func insert(
        _ first: UInt, _ second: UInt, _ value: TracedFunction, into bucket: UnsafeMutablePointer<Head>
    ) -> TracedFunction {
        while true {
            let head = bucket.pointee.load(ordering: .acquiring)
            if let earlier = self.value(first, second, from: head) { return earlier }
            let entry = Unmanaged.passRetained(Entry(first, second, value, next: head))
            if bucket.pointee.compareExchange(expected: head, desired: entry, ordering: .acquiringAndReleasing)
                .exchanged
            {
                return value
            }
            entry.release()
        }
    }

    private typealias Head = Atomic<Unmanaged<Entry>?>

    private static let bucketCount: UInt = 512

    // The pointer never changes, and what it points to are atomics: any thread may use them at any time.
    nonisolated(unsafe) private static let buckets: UnsafeMutablePointer<Head> = {
        let buckets = UnsafeMutablePointer<Head>.allocate(capacity: Int(bucketCount))
        for index in 0..<Int(bucketCount) { (buckets + index).initialize(to: Head(nil)) }
        return buckets
    }()
}

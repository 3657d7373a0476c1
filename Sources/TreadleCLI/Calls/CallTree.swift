internal import TreadleCore
internal import TreadleTrace

/// The calls of one trace, each beneath the one it was made in.
struct CallTree {
    /// A call and the lines that lead to it.
    struct Node {
        let call: Call
        /// `│  ├─ ` and the like; empty for a root.
        let branch: String
    }

    /// The calls in the order of the tree: siblings by their start.
    let nodes: [Node]

    /// Puts calls in order. A call whose parent is not among them stands at the root; none is left out.
    init(_ calls: [Call]) {
        let sorted = calls.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
        let ids = Set(sorted.map(\.id))
        var children: [String: [Call]] = [:]
        var roots: [Call] = []
        for call in sorted {
            if let parent = call.parentID, ids.contains(parent), parent != call.id {
                children[parent, default: []].append(call)
            } else {
                roots.append(call)
            }
        }
        var nodes: [Node] = []
        var seen: Set<String> = []
        // The data is anybody's: calls that are each other's parents have no root, so each may stand for one.
        for root in roots + sorted where !seen.contains(root.id) {
            Self.append(root, children, to: &nodes, &seen)
        }
        self.nodes = nodes
    }

    private static func append(
        _ root: Call, _ children: [String: [Call]], to nodes: inout [Node], _ seen: inout Set<String>
    ) {
        // A stack, not recursion: a trace may be as deep as it likes.
        var stack: [(call: Call, stem: String, connector: String, below: String)] = [(root, "", "", "")]
        while let next = stack.popLast() {
            guard seen.insert(next.call.id).inserted else { continue }
            nodes.append(Node(call: next.call, branch: next.stem + next.connector))
            let stem = next.stem + next.below
            let calls = children[next.call.id] ?? []
            for (index, call) in calls.enumerated().reversed() {
                let isLast = index == calls.count - 1
                stack.append((call, stem, isLast ? "└─ " : "├─ ", isLast ? "   " : "│  "))
            }
        }
    }
}

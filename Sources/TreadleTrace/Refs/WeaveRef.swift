/// A ref, `weave:///entity/project/…`: the name of an object's version, a table, a call or an agent's trace, and for
/// some of them the way to a value inside.
///
/// Two refs are equal when their texts are, byte for byte.
package struct WeaveRef: Sendable {
    /// What it names.
    package enum Target: Sendable {
        /// A version of an object or an op: a digest, `latest`, `v0`, or an alias.
        case object(name: String, version: String, kind: ObjectVersion.Kind)
        /// A table, by its digest.
        case table(digest: String)
        /// A call.
        case call(id: String)
        /// A turn, a conversation or a span of an agent.
        case agent(AgentPart, id: String)
    }

    /// What of an agent's trace has refs.
    package enum AgentPart: String, Sendable {
        /// By the words that refs use.
        case turn = "agent_turn", conversation = "agent_conversation", span = "agent_span"
    }

    /// The project, as `entity/name`.
    package var projectID: String
    /// What it names.
    package var target: Target
    /// The way from there to a value inside; only objects and calls have one.
    package var path: [Step]

    package init(projectID: String, target: Target, path: [Step] = []) {
        self.projectID = projectID
        self.target = target
        self.path = path
    }

    /// The version that a ref to an object or an op names.
    package var objectKey: ObjectKey? {
        guard case .object(let name, let version, _) = self.target else { return nil }
        return ObjectKey(projectID: self.projectID, objectID: name, version: version)
    }
}

extension WeaveRef: Hashable {
    package static func == (left: WeaveRef, right: WeaveRef) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) { ExactText(self.text).hash(into: &hasher) }
}

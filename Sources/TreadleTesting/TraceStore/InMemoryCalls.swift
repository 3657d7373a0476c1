internal import TreadleCore
internal import TreadleTrace

/// The calls of a store in memory.
struct InMemoryCalls: Sendable {
    private struct Key: Hashable {
        var project: ExactText
        var id: ExactText
    }

    /// A name that was given to a call from outside; `nil` when its name was taken away.
    private struct GivenName {
        var text: String?
    }

    /// What is known under one identifier.
    private struct Entry {
        /// What was said of the call: by a start, or all of it.
        var call: Call?
        /// The end, while there is no call that it could end.
        var end: CallEnd?
        var name: GivenName?
        var isDeleted = false

        /// The call as it is read; `nil` while it is not all there, or when it was deleted.
        var readable: Call? {
            guard var call = self.call, !self.isDeleted else { return nil }
            if let name = self.name { call.displayName = name.text }
            return call
        }
    }

    private var entries: [Key: Entry] = [:]

    /// All calls that can be read, in no order.
    var readable: [Call] { self.entries.values.compactMap(\.readable) }

    mutating func record(_ calls: [Call]) { self.write(calls.map(CallWrite.complete)) }

    mutating func write(_ writes: [CallWrite]) {
        for write in writes {
            self.change(write.key.id, in: write.key.projectID) { entry in
                switch write {
                case .complete(var call):
                    call.runID = call.runID.map { Call.fullRunID($0, in: call.projectID) }
                    entry.call = call
                    entry.end = nil
                case .start(let call):
                    var started = call.withoutEnd
                    started.runID = call.runID.map { Call.fullRunID($0, in: call.projectID) }
                    if let known = entry.call {
                        started.endedAt = known.endedAt
                        started.output = known.output
                        started.exception = known.exception
                        started.summary = known.summary
                        started.runStepEnd = known.runStepEnd
                    } else if let end = entry.end {
                        started.end(with: end)
                    }
                    entry.call = started
                    entry.end = nil
                case .end(let end):
                    if entry.call == nil { entry.end = end } else { entry.call?.end(with: end) }
                }
            }
        }
    }

    mutating func rename(_ id: String, in projectID: String, to name: String?) {
        self.change(id, in: projectID) { $0.name = GivenName(text: name?.isEmpty == true ? nil : name) }
    }

    /// Deletes calls and everything below them; returns how many could be read before.
    mutating func delete(_ ids: [String], in projectID: String) -> Int {
        let project = ExactText(projectID)
        var count = 0
        var waiting = ids.map(ExactText.init)
        while let id = waiting.popLast() {
            let key = Key(project: project, id: id)
            if self.entries[key]?.readable != nil { count += 1 }
            self.entries[key] = Entry(isDeleted: true)
            for (key, entry) in self.entries where key.project == project && !entry.isDeleted {
                if let parent = entry.call?.parentID, ExactText(parent) == id { waiting.append(key.id) }
            }
        }
        return count
    }

    /// Forgets a project's calls that started before a moment.
    mutating func forgetCalls(of projectID: String, startedBefore cutoff: Timestamp) {
        let project = ExactText(projectID)
        self.entries = self.entries.filter { key, entry in
            key.project != project || (entry.call?.startedAt ?? cutoff) >= cutoff
        }
    }

    /// How many bytes the payloads of a project's calls take.
    func payloadBytes(of projectID: String) -> Int {
        let project = ExactText(projectID)
        return self.readable.filter { ExactText($0.projectID) == project }.reduce(0) { $0 + $1.payloadBytes }
    }

    private mutating func change(_ id: String, in projectID: String, _ change: (inout Entry) -> Void) {
        let key = Key(project: ExactText(projectID), id: ExactText(id))
        var entry = self.entries[key] ?? Entry()
        guard !entry.isDeleted else { return }
        change(&entry)
        self.entries[key] = entry
    }

}

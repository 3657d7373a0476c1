extension [CallWrite] {
    /// The same writes with each end put together with the start or the whole call before it, where that is among them:
    /// what was one statement to write, and one to change, is one.
    ///
    /// A start and an end are a whole call: together they leave nothing of what was known before, and neither do two
    /// halves of one call that stand further apart, since only the last ones of each count.
    package func joiningEnds() -> [CallWrite] {
        guard self.contains(where: \.isEnd), !self.allSatisfy(\.isEnd) else { return self }
        var joined: [CallWrite] = []
        joined.reserveCapacity(self.count)
        // The last place at which something was said about a call that an end can be put to.
        var places: [ExactText: Int] = [:]
        for write in self {
            switch write {
            case .complete(let call), .start(let call):
                places[ExactText(call.id)] = joined.count
                joined.append(write)
            case .end(let end):
                guard let place = places[ExactText(end.id)], let call = joined[place].joined(with: end) else {
                    joined.append(write)
                    continue
                }
                joined[place] = .complete(call)
            }
        }
        return joined
    }
}

extension CallWrite {
    package var isEnd: Bool {
        if case .end = self { true } else { false }
    }

    /// The project and the identifier of the call it is about.
    package var key: (projectID: String, id: String) {
        switch self {
        case .complete(let call), .start(let call): (call.projectID, call.id)
        case .end(let end): (end.projectID, end.id)
        }
    }

    /// The whole call; `nil` where the end is of another project's call.
    fileprivate func joined(with end: CallEnd) -> Call? {
        switch self {
        case .complete(var call), .start(var call):
            guard ExactText(call.projectID) == ExactText(end.projectID) else { return nil }
            call.end(with: end)
            return call
        case .end: return nil
        }
    }
}

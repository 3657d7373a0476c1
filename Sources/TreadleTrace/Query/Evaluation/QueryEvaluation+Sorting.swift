extension QueryEvaluation {
    /// What a row is sorted by, a key for each field; `nil` where there is no value.
    package func keys(of row: some QueryRow, for sort: [QuerySort]) -> [QuerySortKey?] {
        sort.map { sort in
            guard case .feedback(let type, let part) = sort.field else {
                return self.value(of: sort.field, for: row)?.sortKey
            }
            let newestFirst = row.feedback(ofType: type).sorted {
                ($0.createdAt, ExactText($0.id)) > ($1.createdAt, ExactText($1.id))
            }
            return newestFirst.lazy.compactMap { $0.value(of: part) }.first?.sortKey
        }
    }
}

extension [QuerySort] {
    /// Whether one row comes before another by their keys; `nil` where the keys do not tell.
    package func precedes(_ left: [QuerySortKey?], _ right: [QuerySortKey?]) -> Bool? {
        for (sort, keys) in zip(self, zip(left, right)) {
            let precedes: Bool
            switch keys {
            case (nil, nil): continue
            case (_, nil): return true
            case (nil, _): return false
            case (.number(let left)?, .number(let right)?):
                if left == right { continue }
                precedes = left < right
            case (.text(let left)?, .text(let right)?):
                if left == right { continue }
                precedes = left < right
            case (.number?, .text?): return true
            case (.text?, .number?): return false
            }
            return precedes != sort.isDescending
        }
        return nil
    }

    /// Whether calls that are equal by all keys come smallest identifier first.
    package var breaksTiesUpwards: Bool {
        guard let last = self.last, case .column("started_at", _) = last.field else { return false }
        return !last.isDescending
    }
}

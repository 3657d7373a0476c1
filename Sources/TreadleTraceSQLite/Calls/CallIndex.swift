internal import TreadleTrace

/// The index to use, said outright: left alone the planner would rather read a whole project in order than sort the
/// three calls that were asked for.
struct CallIndex {
    /// Its name; `nil` leaves it to the planner.
    let name: String?
    /// Whether it gives calls in the order of their start.
    let isInOrder: Bool

    init(for query: CallQuery, _ pins: CallPins) {
        // Every index starts with the project.
        guard query.projectID != nil else {
            (self.name, self.isInOrder) = (nil, false)
            return
        }
        let indexes: [(CallPins.Column, String)] = [
            (.id, "calls_by_id"), (.trace, "calls_by_trace"), (.parent, "calls_by_parent"), (.turn, "calls_by_turn"),
            (.thread, "calls_by_thread"), (.run, "calls_by_run"),
        ]
        if let (column, name) = indexes.first(where: { pins[$0.0] != nil }) {
            (self.name, self.isInOrder) = (name, pins[column] == 1)
        } else if let names = query.opNames ?? pins.opNames {
            let condition = OpNameCondition(names)
            // The planner reads in order what no name leads to.
            (self.name, self.isInOrder) =
                condition.isServedByIndex ? ("calls_by_name", condition.hasOneName) : ("calls_by_time", true)
        } else if query.rootsOnly {
            (self.name, self.isInOrder) = ("calls_by_parent", true)
        } else if query.turnsOnly {
            (self.name, self.isInOrder) = ("turn_calls", true)
        } else if let count = pins[.user] {
            (self.name, self.isInOrder) = ("calls_by_user", count == 1)
        } else {
            (self.name, self.isInOrder) = ("calls_by_time", true)
        }
    }

    /// What stands behind the table's name.
    var sql: SQL { self.name.map { SQL(stringLiteral: "INDEXED BY \($0)") } ?? "" }
}

/// A value of ours that statements hand to functions of ours, as it is: parsed once, not once per row.
protocol SQLObject: AnyObject, Sendable {
    /// What tells this type from the others; SQLite gives it only to who asks by this name.
    static var sqlTypeName: StaticString { get }
}

extension SQL {
    /// An ``SQLObject`` that is bound.
    struct Object: Sendable, Hashable {
        let value: any SQLObject
        let typeName: StaticString

        init<Value: SQLObject>(_ value: Value) {
            self.value = value
            self.typeName = Value.sqlTypeName
        }

        static func == (left: Object, right: Object) -> Bool { left.value === right.value }

        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self.value)) }
    }
}

internal import TreadleCore
internal import TreadleTrace

extension FunctionCall {
    /// The value at the path in argument `index + 1` in the JSON of argument `index`; `nil` where there is none, or null.
    func value(at index: Int) -> RawJSON? {
        guard let json = self.utf8(at: index), let object = self.object(at: index + 1, as: PathObject.self),
            let value = object.path.value(in: json), !value.isNull
        else { return nil }
        return value
    }

    /// A number; `nil` for anything else.
    func number(at index: Int) -> QueryNumber? {
        self.integer(at: index).map { .integer(Int($0)) } ?? self.real(at: index).map(QueryNumber.double)
    }

    /// Returns a number.
    func answer(_ value: QueryNumber?) {
        switch value {
        case .integer(let integer): self.answer(Int64(integer))
        case .double(let double): self.answer(double)
        case nil: self.answerNothing()
        }
    }
}

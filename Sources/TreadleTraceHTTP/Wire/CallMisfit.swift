/// What is wrong with one call of a request. Where the call stands is for whoever reads the request to say.
struct CallMisfit: Error {
    /// The way to the trouble from the call.
    var location: [String]
    var message: String
    /// FastAPI's word for the trouble; `nil` where the shape is right and the value is not.
    var type: String?

    /// A value of the wrong kind, or where none may be.
    static func shape(_ location: [String], _ message: String, type: String) -> CallMisfit {
        CallMisfit(location: location, message: message, type: type)
    }

    /// A value of the right kind that cannot be.
    static func value(_ location: [String], _ message: String) -> CallMisfit {
        CallMisfit(location: location, message: message)
    }

    /// A member that is not known.
    static func unknown(_ location: [String]) -> CallMisfit {
        .shape(location, "is not a member that is known here", type: "extra_forbidden")
    }

    /// The same trouble, seen from further out.
    func below(_ location: [String]) -> CallMisfit {
        CallMisfit(location: location + self.location, message: self.message, type: self.type)
    }

    /// The answer to the whole request.
    ///
    /// A bad value is 400. But clients drop all calls of a batch that is answered so, and take one apart to find the bad
    /// call only for a 422: so a call among others is always that.
    func refusal(at location: [String], isAlone: Bool) -> WireRefusal {
        if isAlone, self.type == nil { return WireRefusal(400, self.message) }
        return .misfit(location + self.location, self.message, type: self.type ?? "value_error")
    }
}

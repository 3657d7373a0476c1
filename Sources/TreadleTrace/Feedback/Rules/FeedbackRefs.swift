internal import TreadleCore

/// The refs among feedback's details: which types may have which, and what they must be.
struct FeedbackRefs {
    private let refs: [FeedbackDetail: String]

    init(_ details: RawJSON) {
        var refs: [FeedbackDetail: String] = [:]
        for detail in [FeedbackDetail.annotationRef, .runnableRef, .callRef, .triggerRef] {
            refs[detail] = details[detail.rawValue]?.string
        }
        self.refs = refs
    }

    /// Refuses what feedback of that kind may not have, and what it lacks.
    func check(for kind: FeedbackKind, in projectID: String) throws(TraceError) {
        switch kind {
        case .annotation(let name):
            try self.allow([.annotationRef], "annotations")
            try self.checkAnnotation(of: name, in: projectID)
        case .runnable(let name):
            try self.allow([.runnableRef, .callRef, .triggerRef], "runnables")
            try self.checkRunnable(name)
        case .agentMonitor: try self.allow([.runnableRef, .callRef, .triggerRef], "monitors")
        case .reaction, .note, .agentUser, .other: try self.allow([], "this type")
        }
        if let text = self.refs[.callRef] {
            guard case .call = WeaveRef(text)?.target else {
                throw TraceError(.invalidRequest, "call_ref must be a ref to a call")
            }
        }
        if let text = self.refs[.runnableRef] { _ = try Self.object(text, .runnableRef) }
        if let text = self.refs[.triggerRef] { _ = try Self.object(text, .triggerRef) }
    }

    private func allow(_ allowed: Set<FeedbackDetail>, _ kind: String) throws(TraceError) {
        for detail in self.refs.keys where !allowed.contains(detail) {
            throw TraceError(.invalidRequest, "\(detail.rawValue) is not for feedback of \(kind)")
        }
    }

    private func checkAnnotation(of name: String, in projectID: String) throws(TraceError) {
        guard let text = self.refs[.annotationRef] else {
            throw TraceError(.invalidRequest, "an annotation must have an annotation_ref")
        }
        let (object, kind) = try Self.object(text, .annotationRef)
        guard kind == .object, ExactText(object.objectID) == ExactText(name) else {
            throw TraceError(.invalidRequest, "annotation_ref must be a ref to the object that feedback_type names")
        }
        guard ExactText(object.projectID) == ExactText(projectID) else {
            throw TraceError(.invalidRequest, "annotation_ref must be a ref to an object of the same project")
        }
    }

    private func checkRunnable(_ name: String) throws(TraceError) {
        guard let text = self.refs[.runnableRef] else {
            throw TraceError(.invalidRequest, "a runnable's feedback must have a runnable_ref")
        }
        let (object, kind) = try Self.object(text, .runnableRef)
        guard ExactText(object.objectID) == ExactText(name) else {
            throw TraceError(.invalidRequest, "runnable_ref must be a ref to what feedback_type names")
        }
        guard kind == .object || self.refs[.callRef] != nil else {
            throw TraceError(.invalidRequest, "an op's feedback must have a call_ref")
        }
    }

    /// The object or op that a ref names.
    static func object(_ text: String, _ detail: FeedbackDetail) throws(TraceError) -> (ObjectKey, ObjectVersion.Kind) {
        guard let ref = WeaveRef(text), let key = ref.objectKey, case .object(_, _, let kind) = ref.target else {
            throw TraceError(.invalidRequest, "\(detail.rawValue) must be a ref to an object or an op")
        }
        return (key, kind)
    }
}

internal import TreadleCore

/// Holds values of annotations against the schemas of their specs, which are published objects.
package struct AnnotationRule: Sendable {
    /// What a spec's schema may make us do: it is somebody else's, so that no pattern of it is tried.
    private static let limits: JSONSchemaValidator.Limits = {
        var limits = JSONSchemaValidator.Limits()
        limits.maximumSteps = 100_000
        limits.maximumViolations = 1
        limits.triesPatterns = false
        return limits
    }()

    private let object: @Sendable (ObjectKey) async throws -> ObjectVersion

    /// Makes a rule that reads specs by `object`, values included.
    package init(reading object: @escaping @Sendable (ObjectKey) async throws -> ObjectVersion) { self.object = object }

    /// Makes a rule that reads specs from a store.
    package init(_ objects: any ObjectStore) {
        self.init { try await objects.object($0, metadataOnly: false, includingTagsAndAliases: false) }
    }

    /// Checks the annotations among feedback that is to be stored; each spec is read once.
    ///
    /// - Throws: ``TraceError/Code/invalidRequest`` for a value that does not fit, and for what is no spec.
    package func check(_ feedback: [Feedback]) async throws {
        var validators: [ExactText: JSONSchemaValidator] = [:]
        for (index, item) in feedback.enumerated() {
            guard let ref = item.details[FeedbackDetail.annotationRef.rawValue]?.string,
                let value = item.payload["value"]
            else { continue }
            do {
                let validator: JSONSchemaValidator
                if let known = validators[ExactText(ref)] {
                    validator = known
                } else {
                    validator = try await self.validator(ref)
                    validators[ExactText(ref)] = validator
                }
                guard validator.violations(in: JSONValue(value)).isEmpty else {
                    throw TraceError(.invalidRequest, "the value does not fit the schema of annotation_ref")
                }
            } catch let error as TraceError {
                throw error.inBatch(at: index, of: feedback.count)
            }
        }
    }

    private func validator(_ ref: String) async throws -> JSONSchemaValidator {
        let (key, _) = try FeedbackRefs.object(ref, .annotationRef)
        let version: ObjectVersion
        do {
            version = try await self.object(key)
        } catch let error as TraceError where error.code == .notFound {
            throw TraceError(.invalidRequest, "annotation_ref refers to an object that is not there", cause: error)
        }
        guard let value = version.value, Self.isSpec(value) else {
            throw TraceError(.invalidRequest, "annotation_ref must be a ref to an AnnotationSpec")
        }
        let schema = value["field_schema"].map { JSONValue($0) } ?? [:]
        return JSONSchemaValidator(schema == .null ? [:] : schema, limits: Self.limits)
    }

    /// Whether a value is a spec: by its class, a class below it, or, where it has none, by having a schema.
    private static func isSpec(_ value: RawJSON) -> Bool {
        let schema = value["field_schema"]
        guard value.kind == .object, schema.map({ $0.isNull || $0.kind == .object }) ?? true else { return false }
        guard let name = value["_class_name"]?.string else { return schema?.kind == .object }
        return name == "AnnotationSpec"
            || value["_bases"]?.elements().contains { $0.string == "AnnotationSpec" } == true
    }
}

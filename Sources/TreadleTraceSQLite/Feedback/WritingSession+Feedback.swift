internal import TreadleCore
internal import TreadleTrace

extension WritingSession {
    /// Stores feedback; what has its identifier goes, so that the new row comes last in the order of storing.
    func store(_ feedback: Feedback, callID: String?) throws(SQLiteError) {
        let project = try self.projectKey(feedback.projectID)
        try self.connection.run(
            """
            INSERT OR REPLACE INTO feedback
                (project, id, weave_ref, call_id, feedback_type, payload, creator, user_id, created_at, details)
            VALUES (\(project), \(feedback.id), \(feedback.weaveRef), \(callID), \(feedback.feedbackType),
                \(feedback.payload), \(feedback.creator), \(feedback.userID), \(feedback.createdAt),
                \(feedback.details))
            """)
    }

    /// Removes feedback, where it is there.
    func purgeFeedback(_ id: String, in project: Int64) throws(SQLiteError) {
        try self.connection.run("DELETE FROM feedback WHERE project = \(project) AND id = \(id)")
    }
}

internal import CTreadleCurl

extension EasyHandle {
    /// Reads from the connection again. Callbacks may run in here.
    func resumeReceiving() throws(CurlError) {
        guard let progress = self.progress, progress.isReceivingPaused else { return }
        progress.isReceivingPaused = false
        progress.noteActivity()
        try self.applyPauses(of: progress)
    }

    /// Asks for the request's body again. Callbacks may run in here.
    func resumeSending() throws(CurlError) {
        guard let progress = self.progress, progress.isSendingPaused else { return }
        progress.isSendingPaused = false
        // With a body that is refused it is the other side that we wait for.
        if !progress.isBodyRefused { progress.noteActivity() }
        try self.applyPauses(of: progress)
    }

    private func applyPauses(of progress: Progress) throws(CurlError) {
        // libcurl knows only all pauses at once: what is left out is resumed.
        let receiving = progress.isReceivingPaused ? CURLPAUSE_RECV : 0
        let sending = progress.isSendingPaused ? CURLPAUSE_SEND : 0
        let code = curl_easy_pause(self.handle, receiving | sending)
        // A transfer that is between two connections has nothing to pause, and goes on by itself.
        guard code != CURLE_BAD_FUNCTION_ARGUMENT else { return }
        try CurlError.check(code)
    }
}

internal import FoundationEssentials
internal import TreadleCore

extension WeaveEnvironment {
    /// The key for one of these machines, and the file that has it.
    func netrcKey(for machines: [String]) -> (Secret, path: String)? {
        var paths = self.text("NETRC").map { [$0] } ?? []
        if let home = self.home { paths += ["\(home)/.netrc", "\(home)/_netrc"] }
        for path in paths {
            guard let contents = FileManager.default.contents(atPath: path) else { continue }
            let file = NetrcFile([UInt8](contents))
            if let line = file.malformedLine {
                self.logger.warning(
                    "a netrc file is malformed, and is read up to there", metadata: ["path": path, "line": "\(line)"])
            }
            guard let key = file.password(for: machines) else { continue }
            self.warnIfOpen(path)
            return (key, path)
        }
        return nil
    }

    private func warnIfOpen(_ path: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 else { return }
        self.logger.warning(
            "a netrc file with keys can be read or written by others; chmod 600 it", metadata: ["path": path])
    }

    /// The base URL in the settings of W&B's tools, and the file that has it: the working directory's wins.
    func settingsBase() -> (BaseURL, path: String)? {
        var paths = ["wandb/settings"]
        if let directory = self.text("WANDB_CONFIG_DIR") ?? self.home.map({ "\($0)/.config/wandb" }) {
            paths.append("\(directory)/settings")
        }
        for path in paths {
            guard let contents = FileManager.default.contents(atPath: path),
                let text = WandbSettings.baseURL(in: String(decoding: contents, as: UTF8.self))
            else { continue }
            if let url = BaseURL(text) { return (url, path) }
            self.logger.warning("base_url is no URL of a server, and is not used", metadata: ["path": path])
        }
        return nil
    }
}

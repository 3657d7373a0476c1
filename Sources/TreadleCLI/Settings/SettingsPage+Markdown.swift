internal import TreadleCore

extension SettingsPage {
    /// `docs/configuration.md`, whole.
    static var markdown: String {
        self.introduction + "\n" + self.sections.map(self.table).joined(separator: "\n") + "\n" + self.rules
    }

    private static func table(_ section: SettingEntry.Section, _ entries: [SettingEntry]) -> String {
        let rows = entries.map { entry in
            let cells = [
                "`\(entry.name)`", entry.defaultText.map { "`\($0)`" } ?? "", entry.summary,
                entry.expectation,
            ]
            return "| " + cells.joined(separator: " | ") + " |\n"
        }
        return """
            ## \(section.rawValue)

            | setting | default | what it is | must be |
            |---|---|---|---|
            \(rows.joined())
            """
    }

    private static let introduction = """
        # Configuration

        <!-- Made by `treadle settings --markdown`; a test compares the two. -->

        A setting is looked for in this order, and the first place that has it counts:

        1. an option of the command line: `treadle serve --host`, `--port`, `--data-dir`;
        2. the environment;
        3. the file `.env` in the working directory, or the one that `--env-file PATH` names;
        4. the default.

        An empty value counts as not set. A value that cannot be used is refused at start, with the setting's name, what
        was expected and where it stands; all of them are told at once, and the exit code is 78. An unknown name that
        begins with `TREADLE_` is told as a warning. `treadle settings` shows what is set and where; the values of
        secrets are never shown. [`.env.example`](../.env.example) has every setting, to be copied to `.env`.

        """

    private static let rules = """
        ## The demo model

        Without `OPENAI_API_KEY`, and with the default `OPENAI_BASE_URL`, the built-in demo model answers every name. With
        another base URL no key is needed: servers on one's own machine often want none.

        ## Where calls are kept

        `TREADLE_DATA_DIR` is by default `$XDG_DATA_HOME/treadle` where `XDG_DATA_HOME` is set to an absolute path, and
        `~/.local/share/treadle` elsewhere: not the working directory, so that `treadle calls` finds the calls from
        anywhere. The calls stand in the file `calls.sqlite` in it. A `~/` at the start of the value is the home directory.

        ## The client commands

        `treadle calls` and `treadle call` ask the server at `TREADLE_URL`, and read `TREADLE_DATA_DIR` where none answers.
        Without `TREADLE_URL` they ask the server on this machine that the same settings would start, and send the first
        of `TREADLE_API_KEYS` if `TREADLE_API_KEY` is not set.

        ## The grammar of `.env`

        - A line is blank, a comment (`# …`), or `NAME=value`, with `export ` before it or not. Lines may end in CRLF.
        - A bare value ends with the line, or at a `#` after a blank; blanks around it are left out.
        - In single quotes every character stands for itself. In double quotes `\\n`, `\\r`, `\\t`, `\\"`, `\\\\` and `\\$` are
          escapes. A quote closes on its line.
        - Nothing is expanded: `$HOME` stays as it is. Of a name that stands twice the last line counts.
        - A malformed line is refused with the file and the line.

        """
}

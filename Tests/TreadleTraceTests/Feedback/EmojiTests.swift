import Testing

@testable import TreadleTrace

@Suite struct EmojiTests {
    @Test(arguments: [
        ("👍", ":thumbs_up:"), ("❤", ":red_heart:"), ("❤️", ":red_heart:"), ("❤︎", ":red_heart:"),
        ("☝️", ":index_pointing_up:"), ("🇩🇪", ":Germany:"), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", ":England:"),
        ("#️⃣", ":keycap_#:"), ("*⃣", ":keycap_*:"), ("🏴‍☠️", ":pirate_flag:"), ("©", ":copyright:"),
        ("👨‍👩‍👧‍👦", ":family_man_woman_girl_boy:"), ("👁️‍🗨️", ":eye_in_speech_bubble:"), ("🇦🇽", ":Åland_Islands:"),
        ("🏽", ":medium_skin_tone:"), ("🧵", ":thread:"),
    ])
    func `an emoji has the name that Unicode gives it`(text: String, alias: String) throws {
        let emoji = try #require(Emoji(text))
        #expect(emoji.alias == alias)
        #expect(emoji.detonedAlias == alias)
    }

    @Test(arguments: [
        ("👍🏽", ":thumbs_up_medium_skin_tone:", "👍", ":thumbs_up:"),
        ("👍🏿", ":thumbs_up_dark_skin_tone:", "👍", ":thumbs_up:"),
        ("☝🏻", ":index_pointing_up_light_skin_tone:", "☝️", ":index_pointing_up:"),
        ("🧔🏽‍♂️", ":man_medium_skin_tone_beard:", "🧔‍♂️", ":man_beard:"),
        ("👩🏾‍🦰", ":woman_medium-dark_skin_tone_red_hair:", "👩‍🦰", ":woman_red_hair:"),
        ("🧑🏽‍🎄", ":Mx_Claus_medium_skin_tone:", "🧑‍🎄", ":Mx_Claus:"),
        (
            "🏃🏽‍♀️‍➡️", ":woman_running_facing_right_medium_skin_tone:", "🏃‍♀️‍➡️",
            ":woman_running_facing_right:"
        ),
        (
            "👩🏻‍🤝‍👩🏼", ":women_holding_hands_light_skin_tone_medium-light_skin_tone:", "👭",
            ":women_holding_hands:"
        ),
        ("🧑🏻‍🤝‍🧑🏻", ":people_holding_hands_light_skin_tone:", "🧑‍🤝‍🧑", ":people_holding_hands:"),
        (
            "🧑🏻‍🤝‍🧑🏿", ":people_holding_hands_light_skin_tone_dark_skin_tone:", "🧑‍🤝‍🧑",
            ":people_holding_hands:"
        ),
        ("👨🏽‍❤️‍💋‍👨🏽", ":kiss_man_man_medium_skin_tone:", "👨‍❤️‍💋‍👨", ":kiss_man_man:"),
        ("🫱🏻‍🫲🏿", ":handshake_light_skin_tone_dark_skin_tone:", "🤝", ":handshake:"),
    ])
    func `skin tones are named and can be taken away`(
        text: String, alias: String, detoned: String, detonedAlias: String
    ) throws {
        let emoji = try #require(Emoji(text))
        #expect(emoji.alias == alias)
        #expect(ExactText(emoji.detoned) == ExactText(detoned))
        #expect(emoji.detonedAlias == detonedAlias)
    }

    @Test(arguments: [
        "", " ", "no", "1", "#", "👍👎", "👍👍", "👍 ", " 👍", "x👍", "🇩", "🇩🇩", "\u{200D}", "👍\u{200D}", "\u{FE0F}",
        "👨🏽‍👩‍👧", "👪🏽", "👍🏽🏽", "🏽👍", "👩🏻‍🤝‍👩🏻", "🫱🏻‍🫲🏻", "🧑🏻‍🤝‍🧑", ":thumbs_up:", "🏽🏽",
        "👍\u{301}", String(repeating: "👍", count: 1000), String(repeating: "\u{FE0F}", count: 500) + "👍",
    ])
    func `what is not exactly one emoji is none`(text: String) {
        #expect(Emoji(text) == nil)
    }
}

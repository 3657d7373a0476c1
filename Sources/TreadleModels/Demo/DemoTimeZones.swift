/// The time zones of places that people ask for.
enum DemoTimeZones {
    /// The zone of a city or country, or a zone's own name; `nil` where it is not known here.
    static func zone(of place: String) -> String? {
        let name = place.split(separator: ",").first.map(String.init) ?? place
        if name.contains("/"), name.allSatisfy({ $0.isLetter || "/_-+".contains($0) || $0.isNumber }) { return name }
        return Self.zones[name.lowercased()]
    }

    private static let zones: [String: String] = [
        "amsterdam": "Europe/Amsterdam", "athens": "Europe/Athens", "auckland": "Pacific/Auckland",
        "bangalore": "Asia/Kolkata", "bangkok": "Asia/Bangkok", "barcelona": "Europe/Madrid",
        "beijing": "Asia/Shanghai", "berlin": "Europe/Berlin", "bogota": "America/Bogota", "boston": "America/New_York",
        "brazil": "America/Sao_Paulo", "brussels": "Europe/Brussels", "buenos aires": "America/Argentina/Buenos_Aires",
        "cairo": "Africa/Cairo", "california": "America/Los_Angeles", "cape town": "Africa/Johannesburg",
        "chicago": "America/Chicago", "china": "Asia/Shanghai", "copenhagen": "Europe/Copenhagen",
        "dallas": "America/Chicago", "delhi": "Asia/Kolkata", "denver": "America/Denver", "dubai": "Asia/Dubai",
        "dublin": "Europe/Dublin", "egypt": "Africa/Cairo", "england": "Europe/London", "france": "Europe/Paris",
        "frankfurt": "Europe/Berlin", "geneva": "Europe/Zurich", "germany": "Europe/Berlin", "gmt": "UTC",
        "greece": "Europe/Athens", "hamburg": "Europe/Berlin", "hanoi": "Asia/Ho_Chi_Minh",
        "hawaii": "Pacific/Honolulu", "helsinki": "Europe/Helsinki", "hong kong": "Asia/Hong_Kong",
        "honolulu": "Pacific/Honolulu", "houston": "America/Chicago", "india": "Asia/Kolkata",
        "ireland": "Europe/Dublin", "istanbul": "Europe/Istanbul", "italy": "Europe/Rome", "jakarta": "Asia/Jakarta",
        "japan": "Asia/Tokyo", "jerusalem": "Asia/Jerusalem", "johannesburg": "Africa/Johannesburg",
        "karachi": "Asia/Karachi", "kathmandu": "Asia/Kathmandu", "kenya": "Africa/Nairobi", "korea": "Asia/Seoul",
        "kuala lumpur": "Asia/Kuala_Lumpur", "kyiv": "Europe/Kyiv", "kyoto": "Asia/Tokyo", "lagos": "Africa/Lagos",
        "leeds": "Europe/London", "lima": "America/Lima", "lisbon": "Europe/Lisbon", "london": "Europe/London",
        "los angeles": "America/Los_Angeles", "madrid": "Europe/Madrid", "manchester": "Europe/London",
        "manila": "Asia/Manila", "melbourne": "Australia/Melbourne", "mexico city": "America/Mexico_City",
        "miami": "America/New_York", "milan": "Europe/Rome", "montreal": "America/Toronto",
        "moscow": "Europe/Moscow", "mumbai": "Asia/Kolkata", "munich": "Europe/Berlin", "nairobi": "Africa/Nairobi",
        "netherlands": "Europe/Amsterdam", "new delhi": "Asia/Kolkata", "new york": "America/New_York",
        "new york city": "America/New_York", "new zealand": "Pacific/Auckland", "nigeria": "Africa/Lagos",
        "norway": "Europe/Oslo", "nyc": "America/New_York", "osaka": "Asia/Tokyo", "oslo": "Europe/Oslo",
        "paris": "Europe/Paris", "perth": "Australia/Perth", "philadelphia": "America/New_York",
        "phoenix": "America/Phoenix", "poland": "Europe/Warsaw", "portland": "America/Los_Angeles",
        "portugal": "Europe/Lisbon", "prague": "Europe/Prague", "reykjavik": "Atlantic/Reykjavik",
        "rio de janeiro": "America/Sao_Paulo", "rome": "Europe/Rome", "san diego": "America/Los_Angeles",
        "san francisco": "America/Los_Angeles", "santiago": "America/Santiago", "sao paulo": "America/Sao_Paulo",
        "são paulo": "America/Sao_Paulo", "seattle": "America/Los_Angeles", "seoul": "Asia/Seoul",
        "shanghai": "Asia/Shanghai", "singapore": "Asia/Singapore", "spain": "Europe/Madrid",
        "stockholm": "Europe/Stockholm", "sweden": "Europe/Stockholm", "sydney": "Australia/Sydney",
        "taipei": "Asia/Taipei", "tel aviv": "Asia/Jerusalem", "tokyo": "Asia/Tokyo", "toronto": "America/Toronto",
        "turkey": "Europe/Istanbul", "uk": "Europe/London", "utc": "UTC", "vancouver": "America/Vancouver",
        "vienna": "Europe/Vienna", "warsaw": "Europe/Warsaw", "washington": "America/New_York",
        "zurich": "Europe/Zurich", "zürich": "Europe/Zurich",
    ]
}

internal import TreadleHTTP

extension HTTPFields.Field {
    /// Whether it says where the message ends, or what becomes of the connection: that is the server's to say.
    var isFraming: Bool {
        switch self.name.utf8.count {
        case 10: HTTPFields.isSame(self.name, "Connection") || HTTPFields.isSame(self.name, "Keep-Alive")
        case 14: HTTPFields.isSame(self.name, "Content-Length")
        case 17: HTTPFields.isSame(self.name, "Transfer-Encoding")
        default: false
        }
    }
}

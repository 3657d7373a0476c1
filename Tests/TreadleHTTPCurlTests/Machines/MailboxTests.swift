import Testing

@testable import TreadleHTTPCurl

@Suite struct MailboxTests {
    typealias Mailbox = CurlLoop.Mailbox<Int>

    @Test func `a loop that is awake is not woken`() {
        var mailbox = Mailbox()
        #expect(mailbox.post(1) == .none)
        #expect(mailbox.post(2) == .none)
        #expect(mailbox.take() == [1, 2])
        #expect(mailbox.take() == [])
    }

    @Test func `a loop that sleeps is woken once for many commands`() {
        var mailbox = Mailbox()
        #expect(mailbox.fallAsleep() == true)
        #expect(mailbox.post(1) == .wake)
        #expect(mailbox.post(2) == .none)
        #expect(mailbox.take() == [1, 2])
        #expect(mailbox.post(3) == .none)
    }

    @Test func `a loop does not fall asleep over a command`() {
        var mailbox = Mailbox()
        #expect(mailbox.post(1) == .none)
        #expect(mailbox.fallAsleep() == false)
        #expect(mailbox.post(2) == .none)
        #expect(mailbox.take() == [1, 2])
        #expect(mailbox.fallAsleep() == true)
    }

    @Test func `a loop that has ended refuses, and waits for wake-ups under way`() {
        var mailbox = Mailbox()
        #expect(mailbox.fallAsleep() == true)
        #expect(mailbox.post(1) == .wake)
        #expect(mailbox.close() == [1])
        #expect(mailbox.post(2) == .refuse)
        #expect(!mailbox.isQuiet)
        mailbox.noteWoken()
        #expect(mailbox.isQuiet)
    }
}

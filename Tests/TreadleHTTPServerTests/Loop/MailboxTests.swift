import Testing

@testable import TreadleHTTPServer

@Suite struct MailboxTests {
    @Test func `only the first item after falling asleep wakes`() {
        let mailbox = Mailbox<Int>()
        #expect(mailbox.post(1) == .left(wake: false))
        #expect(!mailbox.mayOwnerSleep())
        var items: [Int] = []
        mailbox.take(into: &items)
        #expect(items == [1])
        #expect(mailbox.mayOwnerSleep())
        #expect(mailbox.post(2) == .left(wake: true))
        #expect(mailbox.post(3) == .left(wake: false))
        mailbox.take(into: &items)
        #expect(items == [2, 3])
    }

    @Test func `a closed one refuses`() {
        let mailbox = Mailbox<Int>()
        mailbox.close()
        #expect(mailbox.post(1) == .refused)
    }
}

import Testing
import TreadleHTTP

@Suite struct HTTPFieldsTests {
    @Test func `names compare without case, values and order are kept`() {
        let fields: HTTPFields = ["Accept": "a", "X-Thread": "silk", "x-thread": "wool"]
        #expect(fields["ACCEPT"] == "a")
        #expect(fields["X-THREAD"] == "silk")
        #expect(fields.values("x-Thread") == ["silk", "wool"])
        #expect(fields["X-Threads"] == nil)
    }

    @Test func `only letters have a case`() {
        let fields: HTTPFields = ["a@": "1", "a[": "2"]
        #expect(fields["a`"] == nil)
        #expect(fields["A@"] == "1")
        #expect(fields["A{"] == nil)
    }

    @Test func `setting replaces all of a name in the place of the first`() {
        var fields: HTTPFields = ["A": "1", "B": "2", "a": "3", "C": "4"]
        fields["a"] = "5"
        #expect(fields == ["A": "5", "B": "2", "C": "4"])
        fields["D"] = "6"
        #expect(fields.fields.last == HTTPFields.Field("D", "6"))
        fields["A"] = nil
        #expect(fields == ["B": "2", "C": "4", "D": "6"])
    }
}

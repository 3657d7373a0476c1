import Testing

@testable import TreadleTraceSQLite

@Suite struct SQLTests {
    @Test func `a value is bound and never part of the text`() {
        let name = "o'hare'; DROP TABLE calls --"
        let sql: SQL = "SELECT 1 WHERE a = \(name) AND b = \(7)"
        #expect(sql.text == "SELECT 1 WHERE a = ? AND b = ?")
        #expect(sql.values == [.text(name), .integer(7)])
    }

    @Test func `a list is as many places in parentheses`() {
        let sql: SQL = "a IN \(["x", "y"]) OR a IN \([String]())"
        #expect(sql.text == "a IN (?, ?) OR a IN ()")
        #expect(sql.values == [.text("x"), .text("y")])
    }

    @Test func `a part keeps its values in place`() {
        let part: SQL = "b = \(2)"
        var sql: SQL = "a = \(1) AND \(part)"
        sql += " AND c = \("3")"
        #expect(sql.text == "a = ? AND b = ? AND c = ?")
        #expect(sql.values == [.integer(1), .integer(2), .text("3")])
    }
}

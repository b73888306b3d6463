import CourseModel
import Foundation
import Testing

struct JSONValueTests {
  private func decoded(_ json: String) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
  }

  @Test(
    arguments: [
      ("null", .null), ("true", .bool(true)), ("1", .number(1)), ("0", .number(0)),
      ("-2.5e1", .number(-25)), (#""1""#, .string("1")), (#""""#, .string("")),
      ("[1,[],{}]", .array([.number(1), .array([]), .object([:])])),
      (#"{"a":null}"#, .object(["a": .null])), ("123456789012", .number(123_456_789_012)),
    ] as [(String, JSONValue)])
  func `reads every kind of JSON`(json: String, value: JSONValue) throws {
    #expect(try decoded(json) == value)
  }

  @Test func `equals as JSON does`() throws {
    #expect(try decoded("1") == decoded("1.0"))
    #expect(try decoded(#"{"a":1,"b":2}"#) == decoded(#"{"b":2,"a":1}"#))
    #expect(try decoded("1") != decoded(#""1""#))
    #expect(try decoded("1") != decoded("true"))
    #expect(try decoded("0") != decoded("false"))
    #expect(try decoded("[1,2]") != decoded("[2,1]"))
  }

  @Test(arguments: [
    "null", "true", "1", "-0.5", "1e+300", #""a\"b\\c\n\r\t\u0001é""#, "[1,\"a\",null]",
    #"{"a":{"b":[]},"c":2}"#, "9007199254740992",
  ])
  func `describes itself as JSON that reads back`(json: String) throws {
    let value = try decoded(json)
    #expect(value.description == json)
    #expect(try decoded(value.description) == value)
    let encoded = try JSONEncoder().encode(value)
    #expect(try JSONDecoder().decode(JSONValue.self, from: encoded) == value)
  }

  @Test func `writes an object's keys in order`() {
    #expect(JSONValue.object(["b": .number(1), "a": .number(2)]).description == #"{"a":2,"b":1}"#)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `describes what JSON cannot say as null`(number: Double) {
    #expect(JSONValue.number(number).description == "null")
  }
}

import CourseModel
import Testing

@testable import SiteGenerator

@Suite struct TemplateNamesTests {
  @Test func `a name that no template is given is a warning at its place`() throws {
    let diagnostics = TemplateNames.diagnostics(
      in: "<h1>{{title}}</h1>\n<p>ä {{{ tilte }}}</p>", file: "Site/templates/page.mustache")
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.location.description == "Site/templates/page.mustache:2:6")
    #expect(diagnostic.message.contains("“tilte”"))
    #expect(diagnostic.remedy == "Did you mean “title”?")
  }

  @Test(arguments: [
    "{{previous.addres}}", "{{#hasPage}}x{{/hasPage}}", "{{^hasPage}}x{{/hasPage}}", "{{&txet}}",
    "{{count(pagse)}}", "{{nothing-like-it}}",
  ])
  func `every tag that shows a value or opens a section is looked at`(template: String) {
    #expect(TemplateNames.diagnostics(in: template, file: "x").count == 1)
  }

  @Test(arguments: [
    "{{title}} {{ title }} {{{body}}} {{&body}}", "{{#pages}}{{.}}{{/pages}}", "{{! a commnet }}",
    "{{> card}}", "{{assets.images.anything}}", "{{count(pages)}}", "{ {title } }", "{{", "{{{",
    "a {b} c",
  ])
  func `what is in order, or no name, is passed over`(template: String) {
    #expect(TemplateNames.diagnostics(in: template, file: "x").isEmpty)
  }
}

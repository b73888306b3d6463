import CourseModel

/// The page of one lab: what it takes, how to run it, then each of its steps.
struct LabPage {
  let lab: Lab
  let page: Int
  let writer: PageBodyWriter

  /// Of the part before the first step. No step's anchor holds a full stop.
  static let beforeAnchor = "lab.before"

  func body() -> PageBody {
    var body = PageBody()
    body.findings.anchors.insert(Self.beforeAnchor)
    body.contents = [Prose.Heading(level: 2, id: Self.beforeAnchor, text: "Before you start")]
    body.contents += lab.steps.map {
      Prose.Heading(level: 2, id: $0.id.text, text: $0.title.withEmoji)
    }
    var values: [String: Any] = [
      "lab": lab.id.text,
      "root": writer.map.pages[page].root,
      "assets": writer.theme.addresses,
      "before": Self.beforeAnchor,
      "prerequisites": lab.prerequisites.map { inline($0, &body.findings) },
      "hasPrerequisites": !lab.prerequisites.isEmpty,
      "tools": lab.tools.map { self.values(of: $0, &body.findings) },
      "hasTools": !lab.tools.isEmpty,
      "variables": lab.variables.map { self.values(of: $0, &body.findings) },
      "hasVariables": !lab.variables.isEmpty,
      "steps": lab.steps.enumerated().map { number, step in
        self.values(of: step, number: number + 1, &body.findings)
      },
    ]
    values["byHand"] = lab.steps.contains(where: \.isByHand)
    values["cost"] = lab.cost.map { cost in
      let rates = cost.rates.map { Sentence("About \($0), while everything is left standing.") }
      return [rates, cost.words].compactMap(\.self).map { inline($0, &body.findings) }
        .joined(separator: " ")
    }
    body.html = Array(writer.theme.render("lab", values).utf8)
    return body
  }

  private func values(of tool: Tool, _ findings: inout PageFindings) -> [String: Any] {
    [
      "commands": tool.commands.map { "<code>\($0.htmlEscaped)</code>" }.joined(separator: " or "),
      "install": inline(tool.install, &findings),
    ]
  }

  private func values(of variable: Variable, _ findings: inout PageFindings) -> [String: Any] {
    var values: [String: Any] = [
      "name": variable.name, "description": inline(variable.description, &findings),
    ]
    if variable.isSecret {
      values["isSecret"] = true
    } else {
      values["default"] = variable.defaultValue
    }
    return values
  }

  private func values(of step: Step, number: Int, _ findings: inout PageFindings)
    -> [String: Any]
  {
    findings.anchors.insert(step.id.text)
    let place = ProseRenderer.Place(
      file: step.file, page: page, address: writer.map.pages[page].address,
      prefix: SiteMap.prefix(of: step), headingShift: 1)
    let prose = ProseRenderer.render(
      step.body, at: place, resolver: writer.resolver, findings: &findings)
    let checks = step.checks.map { self.values(of: $0, &findings) }
    let hints = step.hints.map { inline($0, &findings) }
    var values: [String: Any] = [
      "id": step.id.text, "number": number, "title": step.title.withEmoji,
      "digest": step.digest.short, "isByHand": step.isByHand,
      "text": String(decoding: prose.html, as: UTF8.self),
      "checks": checks, "hasChecks": !checks.isEmpty,
      "hints": hints, "hasHints": !hints.isEmpty,
    ]
    values["edit"] = writer.resolver.forge?.editing(step.file)
    // A step without a cost must not show the lab's, which a template would find next.
    let cost = step.cost.map { inline($0, &findings) }
    values["cost"] = cost ?? false as Any
    values["onlyOnAWS"] = step.onlyOnAWS.map { inline($0, &findings) }
    return values
  }

  private func values(of check: Check, _ findings: inout PageFindings) -> [String: Any] {
    findings.regions += 1
    var html = HTMLWriter()
    var command = check.command
    command.withUTF8 { bytes in
      CodeBlock(
        source: bytes, language: "sh", title: nil, number: findings.regions
      ).write(to: &html)
    }
    var values: [String: Any] = [
      "title": inline(Sentence(check.title, at: check.location), &findings),
      "command": String(decoding: html.bytes, as: UTF8.self),
      "expectation": check.expectation.description,
    ]
    let hints = check.hints.map { inline($0, &findings) }
    values["hints"] = hints
    values["hasHints"] = !hints.isEmpty
    return values
  }

  /// Its `code`, links and emphasis as HTML.
  private func inline(_ sentence: Sentence, _ findings: inout PageFindings) -> String {
    let location = sentence.location ?? SourceLocation(file: "\(lab.folder)/lab.yml")
    let place = ProseRenderer.Place(
      file: location.file, page: page, address: writer.map.pages[page].address,
      headingShift: 1, location: location)
    let prose = ProseRenderer.render(
      Markdown(sentence.text), at: place, resolver: writer.resolver, findings: &findings)
    let html = String(decoding: prose.html, as: UTF8.self)
    guard html.hasPrefix("<p>"), html.hasSuffix("</p>\n"), !html.dropFirst(3).contains("<p>") else {
      return html
    }
    return String(html.dropFirst(3).dropLast(5))
  }
}

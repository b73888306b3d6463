import CourseModel

/// What can be said of the code in a file: JSON and YAML that are none, ARNs that cannot be, and shell text,
/// which is gathered to be shown to bash all at once.
struct CodeChecks {
  let source: SourceFile
  let findings: Findings

  /// In a step of a lab fences with a role are scripts, and checked where they are read.
  var isStep = false

  /// `fences` are those of the whole file.
  func check(_ fences: [Fence]) {
    for fence in fences where fence.isClosed && fence.inner == nil {
      let info = FenceInfo(fence)
      switch info.language {
      case "json": checkJSON(fence)
      case "yaml", "yml": checkYAML(fence)
      case "sh", "bash", "shell": addShell(fence, info, isSession: false)
      case "console", "shell-session": addShell(fence, info, isSession: true)
      case "" where fence.info.isEmpty && ShownCommand.begins(fence.source): addCommands(fence)
      default: break
      }
    }
    for problem in ARNSyntax.problems(in: source.bytes) {
      findings.warning(
        at: source.location(at: problem.offset), problem.message, remedy: problem.remedy,
        rule: .impossibleARN)
    }
  }

  private func checkJSON(_ fence: Fence) {
    guard let problem = JSONSyntax.problem(in: fence.source) else { return }
    findings.warning(
      at: location(of: problem.offset, in: fence), problem.message, remedy: problem.remedy,
      rule: .invalidJSON)
  }

  private func checkYAML(_ fence: Fence) {
    guard let problem = YAMLSyntax.problem(in: fence.source) else { return }
    findings.warning(
      at: location(of: problem.offset, in: fence), problem.message, remedy: problem.remedy,
      rule: .invalidYAML)
  }

  private func addShell(_ fence: Fence, _ info: FenceInfo, isSession: Bool) {
    guard !(isStep && info.words.contains { ScriptReader.roles.contains($0.name) }) else { return }
    if let language = NotShell.language(of: fence.source) {
      findings.warning(
        at: source.location(at: fence.infoOffset),
        "This block is \(language), and not shell.",
        remedy: "Write “\(language)” behind the backticks, for its colours.", rule: .invalidShell)
      return
    }
    checkContinuations(fence)
    findings.shellTexts.append(
      .shown(
        fence.source, at: SourceLocation(file: source.path, line: fence.line + 1),
        isSession: isSession))
  }

  /// A block that is called nothing, and begins with a command.
  private func addCommands(_ fence: Fence) {
    checkContinuations(fence)
    findings.shellTexts.append(
      ShellText(
        text: fence.source, place: .first(SourceLocation(file: source.path, line: fence.line + 1)),
        isRun: false, isGuessed: true))
  }

  private func checkContinuations(_ fence: Fence) {
    guard let offset = ShownCommand.brokenContinuation(in: fence.source) else { return }
    findings.warning(
      at: location(of: offset, in: fence),
      "A blank follows this backslash, so the command ends here.",
      remedy: "Take the blank away.", rule: .invalidShell)
  }

  /// In the file the fence's lines may be indented, or quoted.
  private func location(of offset: Int, in fence: Fence) -> SourceLocation {
    let before = fence.source.utf8.prefix(offset)
    let number = before.count { $0 == "\n" }
    let column = before.reversed().prefix { $0 != "\n" }.count
    let line = source.line(min(fence.line + 1 + number, source.lineCount))
    let shown = fence.source.utf8.dropFirst(offset - column).prefix { $0 != "\n" }.count
    return source.location(
      at: min(line.lowerBound + max(0, line.count - shown) + column, line.upperBound))
  }
}

extension Findings {
  /// Shows the shell texts that were gathered to bash.
  func checkShell() {
    for (_, diagnostic) in ShellSyntax.diagnostics(of: shellTexts, self) { add(diagnostic) }
    shellTexts = []
  }
}

extension ShellSyntax {
  /// By the text's number. That there is no bash is among the findings.
  static func diagnostics(of texts: [ShellText], _ findings: Findings) -> [Int: Diagnostic] {
    guard let first = texts.first(where: { !PlainShell.isPlain($0.text) }) else { return [:] }
    guard let bash = BashProcess() else {
      findings.warning(
        at: first.location(ofLine: 1),
        "Shell text is not checked, for there is no bash on this machine.",
        remedy: "Install bash.", rule: .invalidShell)
      return [:]
    }
    let problems = ShellSyntax(complaints: bash.complaints).problems(in: texts.map(\.text))
    return Dictionary(
      uniqueKeysWithValues: problems.filter { $1.isSure(of: texts[$0]) }
        .map { ($0, $1.diagnostic(of: texts[$0])) })
  }
}

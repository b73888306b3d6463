import CourseModel

/// What is wrong with the blocks of a Markdown text, whatever is in them.
extension FenceScanner {
  func reportMistakes(to findings: Findings) {
    if let mergeMark {
      findings.error(
        at: file.location(at: mergeMark),
        "A merge was not finished here: the file holds both versions.",
        remedy: "Keep one of them, and take out the lines of “<<<<<<<”, “=======” and “>>>>>>>”.",
        rule: .mergeConflict)
    }
    reportTextAsCode(to: findings)
    for fence in fences {
      if !fence.isClosed {
        findings.error(
          at: file.location(at: fence.offset), "The fence that begins here is never closed.",
          remedy: "Close it with a line “\(mark(of: fence))”, indented like this one.",
          rule: .unclosedFence)
      } else if let inner = fence.inner, !isEndOfShortFence(fence) {
        findings.warning(
          at: file.location(at: inner),
          "This begins no block, for the one that begins in line \(fence.line) is still open.",
          remedy: "Close that one before it, with a line “\(mark(of: fence))”.",
          rule: .unclosedFence)
      }
      reportCommand(of: fence, to: findings)
    }
  }

  /// Fences that begin nothing, or what they should not.
  private func reportTextAsCode(to findings: Findings) {
    for offset in swallowedFences {
      findings.warning(
        at: file.location(at: offset),
        "This begins no block of code, for the HTML above it ends only at an empty line.",
        remedy: "Put an empty line before it, and one behind the block.", rule: .codeBlock)
    }
    if let shortFence {
      let line = file.text(file.line(file.lineNumber(at: shortFence))).trimmed
      findings.warning(
        at: file.location(at: shortFence),
        "“\(line.quotable)” begins no block of code: it takes three backticks.",
        remedy: "Write “`\(line.quotable)”.", rule: .unclosedFence)
    }
    if let swapped = fences.first(where: isText) {
      findings.warning(
        at: file.location(at: swapped.offset),
        "This block begins with a heading, as if text and code had changed places.",
        remedy: "Look above it for a fence that is missing.", rule: .unclosedFence)
    }
  }

  /// Whether what was meant to end a block began this one, because two backticks had begun none.
  private func isEndOfShortFence(_ fence: Fence) -> Bool {
    guard let shortFence else { return false }
    return fence.info.isEmpty && fences.first { $0.offset > shortFence }?.offset == fence.offset
  }

  /// Whether a block is what stands between two others: an empty line, a heading, and right behind the
  /// end of it what is code.
  private func isText(_ fence: Fence) -> Bool {
    guard fence.isClosed, fence.info.isEmpty, fence.source.first == "\n",
      let first = fence.source.split(separator: "\n").first, first.hasPrefix("##"),
      first.drop(while: { $0 == "#" }).first == " "
    else { return false }
    let next = fence.line + fence.source.utf8.count { $0 == "\n" } + 2
    return next <= file.lineCount && !file.bytes[file.line(next)].allSatisfy(\.isBlank)
  }

  /// ```` ```docker run --rm \ ````: what stands there is a language and attributes, and not shown.
  private func reportCommand(of fence: Fence, to findings: Findings) {
    guard FenceInfo(fence).words.contains(where: isCode) else { return }
    findings.warning(
      at: file.location(at: fence.infoOffset),
      "“\(fence.info.quotable)” is not shown: it stands where the language does.",
      remedy: "Put it on a line of its own, below the backticks.", rule: .codeBlock)
  }

  private func isCode(_ word: FenceInfo.Word) -> Bool {
    let isLines = word.name.dropFirst().first?.isNumber == true
    return word.name.hasPrefix("-") || word.name == "\\"
      || word.name.hasPrefix("{") && word.isUnclosed && !isLines
  }

  private func mark(of fence: Fence) -> String {
    let marks = file.bytes[fence.offset...].prefix { $0 == file.bytes[fence.offset] }
    return String(decoding: marks, as: UTF8.self)
  }
}

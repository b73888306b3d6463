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
    for fence in fences {
      if !fence.isClosed {
        findings.error(
          at: file.location(at: fence.offset), "The fence that begins here is never closed.",
          remedy: "Close it with a line “\(mark(of: fence))”, indented like this one.",
          rule: .unclosedFence)
      } else if let inner = fence.inner {
        findings.warning(
          at: file.location(at: inner),
          "This begins no block, for the one that begins in line \(fence.line) is still open.",
          remedy: "Close that one before it, with a line “\(mark(of: fence))”.",
          rule: .unclosedFence)
      }
      reportCommand(of: fence, to: findings)
    }
  }

  /// ```` ```docker run --rm \ ````: what stands there is a language and attributes, and not shown.
  private func reportCommand(of fence: Fence, to findings: Findings) {
    guard FenceInfo(fence).words.contains(where: isCode) else { return }
    findings.warning(
      at: file.location(at: fence.infoOffset),
      "“\(fence.info.quotable)” is not shown: it stands where the language does.",
      remedy: "Put it on a line of its own, below the backticks.", rule: .codeBlock)
  }

  private func mark(of fence: Fence) -> String {
    let marks = file.bytes[fence.offset...].prefix { $0 == file.bytes[fence.offset] }
    return String(decoding: marks, as: UTF8.self)
  }
}
  private func isCode(_ word: FenceInfo.Word) -> Bool {
    let isLines = word.name.dropFirst().first?.isNumber == true
    return word.name.hasPrefix("-") || word.name == "\\"
      || word.name.hasPrefix("{") && word.isUnclosed && !isLines
  }


public import CourseModel

extension RecordWriter {
  public mutating func write(_ diagnostic: Diagnostic) {
    write(diagnostic.severity == .error)
    write(diagnostic.location)
    write(diagnostic.message)
    write(diagnostic.remedy)
    write(diagnostic.rule.rawValue)
  }

  public mutating func write(_ location: SourceLocation) {
    write(location.file)
    write(location.line) { $0.write($1) }
    write(location.column) { $0.write($1) }
  }
}

extension RecordReader {
  public mutating func diagnostic() throws -> Diagnostic {
    Diagnostic(
      try truth() ? .error : .warning, at: try location(), try text(), remedy: try text(),
      rule: try rule())
  }

  private mutating func rule() throws -> Diagnostic.Rule {
    guard let rule = Diagnostic.Rule(rawValue: try text()) else { throw RecordReader.Damaged() }
    return rule
  }

  public mutating func location() throws -> SourceLocation {
    SourceLocation(
      file: try text(), line: try optional { try $0.integer() },
      column: try optional { try $0.integer() })
  }
}

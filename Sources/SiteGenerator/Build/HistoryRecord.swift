public import Incremental

/// A history that was read from git before, so that git is asked again only when there is more.
extension GitHistory {
  public var fingerprint: Fingerprint {
    var fingerprint = Fingerprint(of: prefix)
    fingerprint.add(remark)
    var sum: UInt64 = 0
    for (file, day) in days {
      var own = Fingerprint(of: file)
      own.add(day)
      sum &+= own.value
    }
    fingerprint.add(sum)
    return fingerprint
  }

  public func write(to record: inout RecordWriter) {
    record.write(prefix)
    record.write(remark) { $0.write($1) }
    record.write(days) {
      $0.write($1.key)
      $0.write($1.value)
    }
  }

  public init(from record: inout RecordReader) throws {
    let prefix = try record.text()
    let remark = try record.optional { try $0.text() }
    let days = try record.list { (try $0.text(), try $0.text()) }
    self.init(days: Dictionary(days) { _, last in last }, prefix: prefix, remark: remark)
  }
}

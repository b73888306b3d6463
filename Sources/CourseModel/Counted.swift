extension Int {
  /// So many of something: `1 page`, `2 pages`. The plural of `noun` ends in s.
  public func counted(_ noun: String) -> String {
    "\(self) \(noun)\(self == 1 ? "" : "s")"
  }
}

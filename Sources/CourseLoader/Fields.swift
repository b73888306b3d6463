import CourseModel

/// The keys of one mapping, read with the types that they should have. What does not fit is a
/// finding and reads as if it were not there.
struct Fields {
  /// For messages: *a check*, *lab.yml*.
  let owner: String

  /// Where a missing key is missed.
  let location: SourceLocation
  let findings: Findings
  private let entries: [String: YAMLEntry]

  /// The known keys that the unknown ones were probably meant to be.
  private let misspelled: Set<String>

  /// `nil` when the node is no mapping. Keys that are not `known` are findings.
  init?(_ node: YAMLNode, of owner: String, known: [String], findings: Findings) {
    guard case .mapping(let entries) = node.value else {
      findings.malformed(
        at: node.location,
        "\(owner.sentenceStart) consists of keys and values, found \(node.found).",
        remedy: "Write “key: value” lines. Known keys: \(known.joined(separator: ", ")).")
      return nil
    }
    self.init(entries, of: owner, at: node.location, known: known, findings: findings)
  }

  /// Of something that is not there: everything that is required is missed at `location`.
  init(
    _ entries: [YAMLEntry] = [], of owner: String, at location: SourceLocation, known: [String],
    findings: Findings
  ) {
    self.owner = owner
    self.location = location
    self.findings = findings
    var misspelled: Set<String> = []
    for entry in entries where !known.contains(entry.key) {
      if let nearest = known.nearest(to: entry.key) { misspelled.insert(nearest) }
      findings.malformed(
        at: entry.location, "There is no key “\(entry.key.quotable)” in \(owner).",
        remedy: suggestion(for: entry.key, among: known, called: "keys"))
    }
    self.misspelled = misspelled
    self.entries = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
  }

  func has(_ key: String) -> Bool { entries[key] != nil }

  /// Whether the key is neither there nor misspelled, which is already said.
  func lacks(_ key: String) -> Bool { !has(key) && !misspelled.contains(key) }

  func node(_ key: String) -> YAMLNode? { entries[key]?.node }

  /// Where the value stands, or its key when the value is empty, or else the whole mapping.
  func place(of key: String) -> SourceLocation {
    guard let entry = entries[key] else { return location }
    return entry.node.isNull ? entry.location : entry.node.location
  }

  func keyPlace(of key: String) -> SourceLocation { entries[key]?.location ?? location }

  /// Says that the key is not there, unless it is, or is misspelled.
  func require(_ key: String, remedy: String) {
    guard lacks(key) else { return }
    findings.malformed(at: location, "\(owner.sentenceStart) has no \(key).", remedy: remedy)
  }

  func mismatch(_ key: String, expects what: String, found: String? = nil, remedy: String = "") {
    findings.malformed(
      at: place(of: key),
      "“\(key)” expects \(what), found \(found ?? node(key)?.found ?? "nothing").", remedy: remedy)
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// With a capital letter, but for the name of a file.
  fileprivate var sentenceStart: String { hasSuffix(".yml") ? self : capitalizedFirst }
}

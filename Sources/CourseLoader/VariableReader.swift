import CourseModel

/// One entry of `variables`: `NAME: default`, `NAME:` for one that the student has to give, or
/// `NAME: {default: …, secret: true, description: …}`.
struct VariableReader {
  let findings: Findings

  private static let keys = ["default", "secret", "description"]

  func variable(_ entry: YAMLEntry) -> Variable? {
    guard isGoodName(entry) else { return nil }
    switch entry.node.value {
    case .scalar:
      return Variable(name: entry.key, defaultValue: entry.node.text)
    case .mapping:
      guard
        let fields = Fields(
          entry.node, of: "the variable \(entry.key)", known: Self.keys, findings: findings)
      else { return nil }
      return Variable(
        name: entry.key, defaultValue: defaultValue(fields),
        isSecret: fields.truth("secret") ?? false,
        description: fields.sentence("description") ?? "")
    case .sequence:
      findings.malformed(
        at: entry.node.location, "“\(entry.key)” expects a default, found a list.",
        remedy: "Write the values as one text.")
      return nil
    }
  }

  private func defaultValue(_ fields: Fields) -> String? {
    guard let node = fields.node("default"), !node.isNull else { return nil }
    if node.text == nil { fields.mismatch("default", expects: "text") }
    return node.text
  }

  private func isGoodName(_ entry: YAMLEntry) -> Bool {
    let bytes = Array(entry.key.utf8)
    let isIdentifier =
      bytes.first.map { $0.isLetter || $0 == UInt8(ascii: "_") } == true
      && bytes.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    guard isIdentifier else {
      let words = entry.key.uppercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      let name = words.joined(separator: "_")
      findings.malformed(
        at: entry.location, "“\(entry.key.quotable)” is no name for a shell variable.",
        remedy: name.first?.isLetter == true
          ? "Try: \(name.quotable)." : "Write letters, digits and underscores, a letter first.")
      return false
    }
    guard !ReservedNames.contains(entry.key) else {
      findings.malformed(
        at: entry.location, "The variable “\(entry.key)” belongs to the program or to the shell.",
        remedy: "Choose another name.")
      return false
    }
    return true
  }
}

/// The variables that a script is given, or that its shell or its tools obey.
enum ReservedNames {
  static func contains(_ name: String) -> Bool {
    names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }

  private static let prefixes = [
    "LABS_", "AWS_", "BASH", "LC_", "LD_", "DYLD_", "PIP_", "PYTHON", "CONTAINERS_", "SSL_CERT_",
  ]

  private static let names: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TERM", "TMPDIR", "SHELL", "IFS", "PWD",
    "OLDPWD", "SHLVL", "UID", "EUID", "PPID", "GROUPS", "ENV", "CDPATH", "GLOBIGNORE", "SHELLOPTS",
    "OPTIND", "OPTARG", "OPTERR", "RANDOM", "SRANDOM", "SECONDS", "LINENO", "HOSTNAME", "HOSTTYPE",
    "OSTYPE", "MACHTYPE", "FUNCNAME", "PIPESTATUS", "DIRSTACK", "EPOCHSECONDS", "EPOCHREALTIME",
    "REPLY", "PS4", "POSIXLY_CORRECT", "_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy",
    "https_proxy", "no_proxy", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "REGISTRY_AUTH_FILE",
    "BUILDAH_ISOLATION", "STORAGE_DRIVER",
  ]
}

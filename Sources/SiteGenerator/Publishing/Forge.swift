/// The website that shows a repository, and how its addresses are built. `HEAD` stands for the
/// branch that it shows first, so that no branch has to be named.
struct Forge: Sendable, Hashable {
  private enum Kind: Sendable { case gitHub, gitLab, bitbucket, gitea }

  private let kind: Kind
  private let repository: String

  /// The course's folder in the repository; empty when it is the repository's root.
  private let prefix: String

  /// Told by a part of the host's name. Gitea's forms are also those of Forgejo and Codeberg.
  private static let kinds: [(part: String, kind: Kind)] = [
    ("github", .gitHub), ("gitlab", .gitLab), ("bitbucket", .bitbucket), ("gitea", .gitea),
    ("forgejo", .gitea), ("codeberg", .gitea),
  ]

  /// `nil` for a host whose addresses are not known.
  init?(repository: String, prefix: String = "") {
    let address = repository.hasSuffix(".git") ? String(repository.dropLast(4)) : repository
    guard let start = address.firstRange(of: "://")?.upperBound else { return nil }
    let host = address[start...].prefix { $0 != "/" }.lowercased()
    guard let known = Self.kinds.first(where: { host.contains($0.part) }) else { return nil }
    kind = known.kind
    self.repository = address
    self.prefix = prefix.isEmpty ? "" : "\(prefix)/"
  }

  /// Where a file can be edited, or at least where the way to editing begins: Bitbucket and Gitea
  /// have no address for editing that does not name a branch.
  func editing(_ file: String) -> String {
    switch kind {
    case .gitHub: address("edit/HEAD", file)
    case .gitLab: address("-/edit/HEAD", file)
    case .bitbucket, .gitea: showing(file)
    }
  }

  /// Where a file or a folder can be read.
  func showing(_ path: String) -> String {
    switch kind {
    case .gitHub: address("tree/HEAD", path)
    case .gitLab: address("-/tree/HEAD", path)
    case .bitbucket: address("src/HEAD", path)
    case .gitea: address("src/commit/HEAD", path)
    }
  }

  private func address(_ verb: String, _ path: String) -> String {
    repository + BaseURL.rooted(prefix + path, below: "/\(verb)")
  }
}

/// One scripted action of a lab, and the checks that prove it worked.
///
/// A step is data; what runs it is the lab runner.
public struct Step: Sendable, Hashable, Identifiable {
  /// The file's name without its number and ending: `log-group` for `03-log-group.md`. Unique
  /// within the lab. Progress is stored under it, so renaming a step forgets its past results.
  public let id: Slug

  /// Relative to the course's root: `labs/week6/03-log-group.md`.
  public let file: String
  public let title: String

  /// Wall-clock limit of the script; each check has its own.
  public let timeout: Duration

  /// What this step costs on a real account, in words.
  public let cost: Sentence?

  /// What an emulated account cannot show of this step, a sentence each.
  public let onlyOnAWS: [Sentence]

  /// The student does it: its script is the solution, which a run with somebody to ask runs only
  /// when that is asked for.
  public let isByHand: Bool

  /// The whole Markdown below the front matter: prose, and every fence with its role.
  public let body: Markdown
  public let scripts: [Script]
  public let checks: [Check]

  /// Shown one after the other when the student asks, from vague to concrete.
  public let hints: [Sentence]

  /// The lab's secret variables that this step's scripts and checks are given; no other step's are.
  public let secrets: [String]

  /// Of the file: another digest is another text of the step.
  public let digest: Digest

  public init(
    id: Slug, file: String, title: String, timeout: Duration = .seconds(60), cost: Sentence? = nil,
    onlyOnAWS: [Sentence] = [], isByHand: Bool = false, body: Markdown, scripts: [Script],
    checks: [Check], hints: [Sentence] = [], secrets: [String] = [], digest: Digest
  ) {
    self.id = id
    self.file = file
    self.title = title
    self.timeout = timeout
    self.cost = cost
    self.onlyOnAWS = onlyOnAWS
    self.isByHand = isByHand
    self.body = body
    self.scripts = scripts
    self.checks = checks
    self.hints = hints
    self.secrets = secrets
    self.digest = digest
  }

  /// The scripts with this role that are meant for this target, in the order of the file.
  public func scripts(_ role: Script.Role, on target: Target) -> [Script] {
    scripts.filter { $0.role == role && ($0.target == nil || $0.target == target.kind) }
  }

  public func check(named name: String) -> Check? {
    checks.first { $0.id.text == name }
  }
}

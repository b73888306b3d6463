/// Exercises that are run and checked: `labs/week6/`.
public struct Lab: Sendable, Hashable, Identifiable {
  /// The folder's name.
  public let id: Slug
  public let title: String
  public let summary: String
  public let variables: [Variable]
  public let tools: [Tool]

  public let cost: Cost?

  /// What should be known or done before, a sentence each.
  public let prerequisites: [Sentence]

  /// In name order of their files.
  public let steps: [Step]

  /// Of `lab.yml` and of every step: another digest is another version of the lab.
  public let digest: Digest

  public init(
    id: Slug, title: String, summary: String = "", variables: [Variable] = [], tools: [Tool] = [],
    cost: Cost? = nil, prerequisites: [Sentence] = [], steps: [Step], digest: Digest
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.variables = variables
    self.tools = tools
    self.cost = cost
    self.prerequisites = prerequisites
    self.steps = steps
    self.digest = digest
  }

  /// The lab's folder relative to the course's root: `labs/week6`.
  public var folder: String { "labs/\(id)" }

  public func step(named name: String) -> Step? {
    steps.first { $0.id.text == name }
  }
}

/// A value that is exported to every script of a lab.
public struct Variable: Sendable, Hashable {
  /// As a shell variable: `LOG_GROUP`.
  public let name: String

  /// `nil` when the student has to give one.
  public let defaultValue: String?

  /// A secret is never printed, stored or put in a report.
  public let isSecret: Bool
  public let description: Sentence

  public init(
    name: String, defaultValue: String? = nil, isSecret: Bool = false, description: Sentence = ""
  ) {
    self.name = name
    self.defaultValue = defaultValue
    self.isSecret = isSecret
    self.description = description
  }
}

/// A program that a lab's scripts need.
public struct Tool: Sendable, Hashable {
  /// The commands that will do, the preferred one first: one of them has to be on the PATH.
  public let commands: [String]

  /// How to get it, one sentence.
  public let install: Sentence

  public init(commands: [String], install: Sentence) {
    self.commands = commands
    self.install = install
  }
}

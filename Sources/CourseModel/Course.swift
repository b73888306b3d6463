/// A folder of notes, labs and a theme.
public struct Course: Sendable, Hashable {
  public let title: String
  public let description: String

  /// A BCP 47 tag, for example `en`.
  public let language: String

  /// Where the site is published, without a final slash; `nil` while that is not decided.
  public let baseURL: String?

  /// The repository's address, for edit links.
  public let repository: String?

  /// An SPDX identifier, for example `CC-BY-4.0`.
  public let license: String?

  /// Values that look like secrets or accounts, and may be published.
  public let notSecret: Set<String>

  /// In the order in which they are read.
  public let sections: [Section]

  /// In name order.
  public let labs: [Lab]

  public init(
    title: String, description: String = "", language: String = "en", baseURL: String? = nil,
    repository: String? = nil, license: String? = nil, notSecret: Set<String> = [],
    sections: [Section] = [], labs: [Lab] = []
  ) {
    self.title = title
    self.description = description
    self.language = language
    self.baseURL = baseURL
    self.repository = repository
    self.license = license
    self.notSecret = notSecret
    self.sections = sections
    self.labs = labs
  }

  /// The same course, published elsewhere or, with `nil`, nowhere that is known.
  public func published(at baseURL: String?) -> Course {
    Course(
      title: title, description: description, language: language, baseURL: baseURL,
      repository: repository, license: license, notSecret: notSecret, sections: sections,
      labs: labs)
  }

  public func lab(named name: String) -> Lab? {
    labs.first { $0.id.text == name }
  }
}

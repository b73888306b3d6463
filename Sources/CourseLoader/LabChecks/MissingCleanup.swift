import CourseModel

/// A lab that makes something in an account and has no cleanup at all.
enum MissingCleanup {
  /// The first call that makes something: `aws ecs create-cluster`.
  static func creation(in lab: Lab) -> (name: String, place: SourceLocation)? {
    guard !lab.steps.flatMap(\.scripts).contains(where: { $0.role == .cleanup }) else { return nil }
    let scripts = lab.steps.flatMap(\.scripts).filter { $0.role == .run || $0.role == .setup }
    for placed in scripts.flatMap(PlacedCommand.all) where placed.command.name == "aws" {
      let words = placed.command.words.prefix(3)
      guard words.count == 3, words.allSatisfy(\.isConstant),
        isCreation(words[1].text, words[2].text)
      else { continue }
      return (words.map(\.text).joined(separator: " "), placed.place)
    }
    return nil
  }

  private static func isCreation(_ service: String, _ operation: String) -> Bool {
    ["create-", "put-", "run-", "register-"].contains { operation.hasPrefix($0) }
      || service == "s3" && operation == "mb"
  }
}

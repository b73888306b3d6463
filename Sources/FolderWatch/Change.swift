/// What happened below the folders that are watched.
public enum Change: Sendable, Equatable {
  /// The files that were written, made, moved or removed, by their absolute paths.
  case files(Set<String>)

  /// More than can be told by names: a folder came or went, or the system lost count.
  case everything

  func merged(with other: Change) -> Change {
    guard case .files(let paths) = self, case .files(let others) = other else { return .everything }
    return .files(paths.union(others))
  }
}

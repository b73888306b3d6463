public import CourseModel
import Foundation

/// Takes away what the ledger says is standing: the Python side knows how, and does it in an
/// account that the environment leads to.
public struct ResourceRemoval: Sendable {
  private let installation: Installation
  private let environment: [String: String]

  /// - Parameter environment: The one that the lab's scripts have, without the lab's own variables.
  public init(_ installation: Installation, environment: [String: String]) {
    self.installation = installation
    self.environment = environment
  }

  /// Asks for each, removes it where it is there, the last one first, and waits until it is gone.
  /// What was not heard of, because the program ended before, is left.
  ///
  /// - Parameters:
  ///   - patience: How long something that does not go is tried again while nothing else goes.
  ///   - each: Told of each as soon as it is known.
  /// - Throws: `LabsError` when Python cannot be started; `CancellationError`.
  public func remove(
    _ entries: [LedgerEntry], patience: Duration,
    each: @escaping @Sendable (RemovedResource) -> Void
  ) async throws -> [RemovedResource] {
    let process = try RemovalProcess(
      installation, environment: environment, entries: entries,
      patience: patience.components.seconds)
    let heard = await withTaskCancellationHandler {
      await onThread { process.results(each: each) }
    } onCancel: {
      process.kill()
    }
    try Task.checkCancellation()
    let missing = Set(entries.map(\.id)).subtracting(heard.map(\.id))
    return heard
      + entries.reversed().filter { missing.contains($0.id) }.map {
        RemovedResource(id: $0.id, state: .left, reason: "it could not be asked for", look: nil)
      }
  }
}

/// What came of an entry of the ledger.
public struct RemovedResource: Sendable, Hashable, Decodable {
  public enum State: String, Sendable, Hashable, Codable {
    case gone
    /// It is there, or may be.
    case left
    /// It was there before the run, and stays.
    case foreign
    /// labs cannot look for it.
    case unknown
  }

  public let id: LedgerEntry.ID
  public let state: State

  /// Why it is not gone.
  public let reason: String?

  /// The command with which a person looks for it.
  public let look: String?

  public init(id: LedgerEntry.ID, state: State, reason: String?, look: String?) {
    self.id = id
    self.state = state
    self.reason = reason
    self.look = look
  }
}

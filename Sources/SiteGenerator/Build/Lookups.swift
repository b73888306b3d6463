import Incremental
import Synchronization

/// The paths of the course that a page asks for while it is rendered: where do they lead?
///
/// While the answers stay the same, so does the page.
final class Lookups: Sendable {
  private let found = Mutex<Set<String>>([])

  var paths: Set<String> { found.withLock { $0 } }

  func note(_ path: String) { found.withLock { _ = $0.insert(path) } }
}

extension LinkResolver {
  /// Of all that a page can be told about `path`.
  func answer(for path: String) -> Fingerprint {
    var answer = Fingerprint()
    if let place = map.places[path] {
      answer.add(map.pages[place.page].address)
      answer.add(place.anchor)
      answer.add(place.prefix)
    } else if let page = map.page(at: LinkResolver.address(ofFile: path)) {
      answer.add(map.pages[page].address)
    } else {
      // A picture's size is part of the page, so another picture is another answer.
      answer.add(files.stamp(of: path))
    }
    return answer
  }
}

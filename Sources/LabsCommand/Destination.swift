import CourseModel
import Incremental

/// Where a site goes, and how it is addressed there.
struct Destination: Sendable {
  enum Address: Sendable {
    /// As course.yml says.
    case own
    case given(String)

    /// At the root of whatever host shows it.
    case none
  }

  /// `nil` when nothing is to be written.
  let folder: String?
  var address = Address.own

  /// Whether a server shows the folder meanwhile, and files are replaced one by one.
  var replacesFiles = false

  func placed(_ course: Course) -> Course {
    switch address {
    case .own: course.published(at: course.baseURL)
    case .given(let address): course.published(at: address)
    case .none: course.published(at: nil)
    }
  }

  var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    switch address {
    case .own: fingerprint.add(1)
    case .given(let address): fingerprint.add(address)
    case .none: fingerprint.add(0)
    }
    return fingerprint
  }
}

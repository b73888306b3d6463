/// `bash -n`: reads shell text, says what it cannot make sense of, and runs nothing.
struct BashProcess {
  private let process: TextProcess

  /// `nil` when there is no bash.
  init?() {
    guard let process = TextProcess("bash", orAt: ["/bin/bash", "/usr/bin/bash"]) else {
      return nil
    }
    self.process = process
  }

  /// What bash says of the text, in its own words; `nil` when it cannot be asked.
  func complaints(about text: [UInt8]) -> String? {
    // BASH_ENV, ENV and SHELLOPTS of the caller would be obeyed.
    process.words(
      .standardError, about: [text], ["bash", "--norc", "--noprofile", "-n", "/dev/fd/3"],
      environment: ["LC_ALL": "C"])
  }
}

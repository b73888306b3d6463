import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@testable import FolderWatch

@Suite struct FolderWatchTests {
  private let files = ["content/week6/costs.md": "Costs", "Site/styles/1.css": "a {}"]

  @Test func `a saved file is told by its name`() throws {
    let folder = try WatchedFolder(files: files)
    try folder.write("More", to: "content/week6/costs.md")
    #expect(folder.change() == .files(["content/week6/costs.md"]))
    #expect(folder.isQuiet())
  }

  @Test func `a file that is closed late is told once`() throws {
    let folder = try WatchedFolder(files: files)
    let descriptor = open("\(folder.root)/content/week6/costs.md", O_WRONLY | O_APPEND)
    write(descriptor, "x", 1)
    let other = dup(descriptor)
    try folder.move("content/week6/costs.md", to: "content/week6/prices.md")
    #expect(folder.change() == .files(["content/week6/costs.md", "content/week6/prices.md"]))
    close(descriptor)
    close(other)
    #expect(folder.isQuiet())
    try folder.write("More", to: "content/week6/prices.md")
    #expect(folder.change() == .files(["content/week6/prices.md"]))
  }

  @Test func `a save that writes beside and renames is one change`() throws {
    let folder = try WatchedFolder(files: files)
    // As Vim does it: try the folder, keep the old file, write a new one, let the old one go.
    try folder.write("", to: "content/week6/4913")
    try folder.remove("content/week6/4913")
    try folder.move("content/week6/costs.md", to: "content/week6/costs.md~")
    try folder.write("More", to: "content/week6/costs.md")
    try folder.remove("content/week6/costs.md~")
    #expect(folder.change() == .files(["content/week6/costs.md"]))
    #expect(folder.isQuiet())
  }

  @Test func `a file that comes and goes meanwhile is nothing`() throws {
    let folder = try WatchedFolder(files: files)
    try folder.write("More", to: "content/week6/sedA1b2C3")
    rename(
      "\(folder.root)/content/week6/sedA1b2C3", "\(folder.root)/content/week6/costs.md")
    #expect(folder.change() == .files(["content/week6/costs.md"]))
    try folder.write("x", to: "content/week6/new")
    try folder.remove("content/week6/new")
    #expect(folder.isQuiet())
  }

  @Test func `a file that is moved, linked or removed is told`() throws {
    let folder = try WatchedFolder(files: files)
    try folder.move("content/week6/costs.md", to: "content/week6/prices.md")
    #expect(folder.change() == .files(["content/week6/costs.md", "content/week6/prices.md"]))
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.root)/content/week6/costs.md", withDestinationPath: "prices.md")
    #expect(folder.change() == .files(["content/week6/costs.md"]))
    try folder.remove("content/week6/prices.md")
    #expect(folder.change() == .files(["content/week6/prices.md"]))
  }

  @Test(arguments: [
    "costs.md~", ".costs.md.swp", ".#costs.md", "#costs.md#", "4913", "costs.md.tmp", ".DS_Store",
    ".goutputstream-AB12", ".dat.nosync1f2e.AbCdEf", "costs.md___jb_tmp___", ".~lock.costs.md#",
  ])
  func `what editors leave behind is nothing`(name: String) throws {
    let folder = try WatchedFolder(files: files)
    try folder.write("x", to: "content/week6/\(name)")
    #expect(folder.isQuiet())
  }

  @Test func `a folder of other tools is nothing, and neither is what is beside the folders`()
    throws
  {
    let folder = try WatchedFolder(files: files)
    try folder.write("x", to: "_site/index.html")
    try folder.write("x", to: "README.md")
    try folder.write("x", to: "content/.git/index")
    try folder.write("x", to: "content/week6/.git/index")
    #expect(folder.isQuiet())
  }

  @Test func `a new folder is watched, with what was in it from the start`() throws {
    let folder = try WatchedFolder(files: files)
    try folder.write("Hello", to: "content/week7/deep/down/hello.md")
    #expect(folder.change() == .everything)
    folder.settle()
    try folder.write("Again", to: "content/week7/deep/down/hello.md")
    #expect(folder.change() == .files(["content/week7/deep/down/hello.md"]))
  }

  @Test func `a renamed folder is watched under its new name`() throws {
    let folder = try WatchedFolder(files: files)
    try folder.move("content/week6", to: "content/week7")
    #expect(folder.change() == .everything)
    folder.settle()
    try folder.write("More", to: "content/week7/costs.md")
    #expect(folder.change() == .files(["content/week7/costs.md"]))
    try folder.makeFolder("content/week6")
    folder.settle()
    try folder.write("Costs", to: "content/week6/costs.md")
    #expect(folder.change() == .files(["content/week6/costs.md"]))
  }

  @Test func `a watched folder may come later, and go and come again`() throws {
    let folder = try WatchedFolder(files: ["content/index.md": "Home"])
    try folder.write("a {}", to: "Site/styles/1.css")
    #expect(folder.change() == .everything)
    folder.settle()
    try folder.write("b {}", to: "Site/styles/1.css")
    #expect(folder.change() == .files(["Site/styles/1.css"]))
    try folder.remove("content")
    #expect(folder.change() == .everything)
    folder.settle()
    try folder.write("Home", to: "content/index.md")
    #expect(folder.change() == .everything)
    folder.settle()
    try folder.write("Home again", to: "content/index.md")
    #expect(folder.change() == .files(["content/index.md"]))
  }

  @Test func `hundreds of files at once are one change, or a few`() throws {
    let folder = try WatchedFolder(files: files)
    let names = (1...500).map { "content/week6/note-\($0).md" }
    for name in names { try folder.write("Text", to: name) }
    var told: Set<String> = []
    var rounds = 0
    while told.count < names.count, case .files(let paths) = folder.change() {
      told.formUnion(paths)
      rounds += 1
    }
    #expect(told == Set(names))
    #expect(rounds < 10)
  }

  @Test func `what happens between two looks is not lost`() throws {
    let folder = try WatchedFolder(files: files)
    try folder.write("1", to: "content/week6/costs.md")
    _ = folder.change()
    try folder.write("2", to: "content/week6/costs.md")
    try folder.write("c {}", to: "Site/styles/1.css")
    #expect(folder.change() == .files(["content/week6/costs.md", "Site/styles/1.css"]))
  }

  @Test func `without watches left, it says so and looks for itself`() throws {
    let folder = try WatchedFolder(mostWatches: 2, files: files)
    #expect(folder.notice?.contains("fs.inotify.max_user_watches") == true)
    try folder.write("More", to: "content/week6/costs.md")
    #expect(folder.change() == .files(["content/week6/costs.md"]))
    try folder.write("x", to: "content/week6/costs.md~")
    try folder.remove("Site/styles/1.css")
    #expect(folder.change() == .files(["Site/styles/1.css"]))
    try folder.makeFolder("content/week7")
    #expect(folder.change() == .everything)
  }

  @Test func `watches that run out later are said then, and nothing is missed`() throws {
    let folder = try WatchedFolder(mostWatches: 5, files: files)
    #expect(folder.notice == nil)
    try folder.write("Hello", to: "content/week7/hello.md")
    #expect(folder.change() == .everything)
    #expect(folder.notice != nil)
    try folder.write("Hello again", to: "content/week7/hello.md")
    #expect(folder.change() == .files(["content/week7/hello.md"]))
  }

  #if canImport(Glibc)
    @Test func `more events than the system keeps mean everything`() throws {
      let folder = try WatchedFolder(files: files)
      let limit = try #require(
        Int(
          String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)))
      // Two names in turn, because equal events in a row are one.
      for number in 0...(limit / 2 + 10) {
        let path = "\(folder.root)/content/week6/\(number % 2).md"
        close(open(path, O_WRONLY | O_CREAT, 0o600))
        unlink(path)
      }
      #expect(folder.change() == .everything)
      folder.settle()
      try folder.write("More", to: "content/week6/costs.md")
      #expect(folder.change() == .files(["content/week6/costs.md"]))
    }

    @Test func `mounts that are changed from elsewhere are known`() {
      let table = MountTable(
        """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        30 22 0:44 / /mnt/c rw,noatime - 9p C: rw
        31 22 0:45 / /home/me/My\\040Courses rw shared:2 master:1 - nfs4 server:/x rw
        """)
      #expect(table.remoteType(ofAny: ["/home/me/course/content"]) == nil)
      #expect(table.remoteType(ofAny: ["/mnt/c/course/content"]) == "9p")
      #expect(table.remoteType(ofAny: ["/home/me/My Courses/a", "/x"]) == "nfs4")
      #expect(table.remoteType(ofAny: ["/mnt/cellar"]) == nil)
    }
  #endif
}

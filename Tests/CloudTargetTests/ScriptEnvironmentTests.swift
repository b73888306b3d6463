import CloudTarget
import CourseModel
import Foundation
import Testing

@Suite final class ScriptEnvironmentTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "labs-\(UUID().uuidString)").path()
  private let address = EmulatorAddress(
    endpoint: "http://127.0.0.1:4566", registry: "127.0.0.1:5000", certificates: "/certificates",
    account: "123456789012",
    region: "us-east-1")
  private let caller = [
    "AWS_PROFILE": "work", "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
    "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:2", "HOME": "/home/student",
  ]

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `the emulated target lets no profile of the caller in`() throws {
    let variables = try scriptEnvironment(
      for: .emulated, at: address, folder: folder, region: "ca-central-1", inherited: caller)

    #expect(variables["AWS_PROFILE"] == nil)
    #expect(variables["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566")
    #expect(variables["AWS_REGION"] == "ca-central-1")
    #expect(variables["AWS_DEFAULT_REGION"] == "ca-central-1")
    #expect(variables["AWS_ACCOUNT_ID"] == "123456789012")
    #expect(variables["AWS_PAGER"] == "")
    let profiles = try #require(variables["AWS_CONFIG_FILE"])
    #expect(FileManager.default.contents(atPath: profiles) == Data())
  }

  @Test(arguments: [
    ([:], "127.0.0.1,localhost"),
    (["NO_PROXY": "intranet.example.com"], "intranet.example.com,127.0.0.1,localhost"),
    (["NO_PROXY": "a.example", "no_proxy": "b.example"], "b.example,127.0.0.1,localhost"),
  ])
  func `no proxy stands between a script and the emulator`(
    inherited: [String: String], expected: String
  ) throws {
    let variables = try scriptEnvironment(
      for: .emulated, at: address, folder: folder,
      inherited: inherited.merging(["HTTP_PROXY": "http://proxy.example.com:3128"]) { $1 })

    #expect(variables["no_proxy"] == expected)
    #expect(variables["NO_PROXY"] == expected)
  }

  @Test func `nor between a script and an endpoint on this machine`() throws {
    let variables = try scriptEnvironment(
      for: .endpoint("http://127.0.0.1:4566"), folder: folder,
      inherited: ["http_proxy": "http://proxy.example.com:3128", "no_proxy": "a.example"])

    #expect(variables["no_proxy"] == "a.example,127.0.0.1,localhost")
  }

  @Test func `the emulated registry is known as insecure, and storage is the lab's own`() throws {
    let variables = try scriptEnvironment(
      for: .emulated, at: address, folder: folder, inherited: caller)

    let registries = try text(variables["CONTAINERS_REGISTRIES_CONF"])
    #expect(registries.contains("location = \"127.0.0.1:5000\"\ninsecure = true"))
    let storage = try text(variables["CONTAINERS_STORAGE_CONF"])
    #expect(storage.contains("driver = \"vfs\"\ngraphroot = \"\(folder)/storage\""))
    #expect(variables["BUILDAH_ISOLATION"] == "chroot")
    #expect(variables["SSL_CERT_DIR"] == "/etc/ssl/certs:/etc/pki/tls/certs:/certificates")
  }

  @Test func `the real target gets the caller's settings, less emulated endpoints`() throws {
    let variables = try scriptEnvironment(for: .aws, folder: folder, inherited: caller)

    #expect(
      variables == [
        "AWS_PROFILE": "work", "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_PAGER": "",
      ])
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `an endpoint gets example credentials when the caller has none`() throws {
    let target = Target.endpoint("http://localhost:4566")
    let without = try scriptEnvironment(for: target, folder: folder, inherited: [:])
    let keys = ["AWS_ACCESS_KEY_ID": "own", "AWS_SECRET_ACCESS_KEY": "own"]
    let with = try scriptEnvironment(
      for: target, folder: folder, inherited: caller.merging(keys) { $1 })

    #expect(without["AWS_ENDPOINT_URL"] == "http://localhost:4566")
    #expect(without["AWS_ACCESS_KEY_ID"] == "AKIAIOSFODNN7EXAMPLE")
    #expect(with["AWS_ENDPOINT_URL"] == "http://localhost:4566")
    #expect(with["AWS_ACCESS_KEY_ID"] == "own")
  }

  @Test func `no profile of the caller can lead past an endpoint`() throws {
    let careless = caller.merging(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]) { $1 }
    let variables = try scriptEnvironment(
      for: .endpoint("http://localhost:4566"), folder: folder, inherited: careless)

    #expect(variables["AWS_PROFILE"] == nil)
    #expect(variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] == nil)
    #expect(FileManager.default.contents(atPath: variables["AWS_CONFIG_FILE"] ?? "") == Data())
  }

  @Test func `the emulated target without an emulator is an error`() {
    #expect(throws: LabsError.self) {
      try scriptEnvironment(for: .emulated, folder: folder, inherited: [:])
    }
  }

  private func text(_ path: String?) throws -> String {
    String(decoding: try #require(FileManager.default.contents(atPath: path ?? "")), as: UTF8.self)
  }
}

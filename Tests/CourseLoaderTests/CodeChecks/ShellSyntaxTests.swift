import CourseModel
import Testing

@testable import CourseLoader

struct ShellSyntaxTests {
  private static let good = [
    "aws ecs list-clusters | jq '.clusterArns[0]'", "if true; then\n  echo ok\nfi", "",
    "# a comment", "aws ecs create-cluster \\", "cat <<EOF\nit's (\nEOF", "echo \"a\nb\"",
    "f() { echo \"$1\"; }", "for x in a b; do echo \"$x\"; done", "echo $(date) ${X:-y} $((1 + 1))",
    "case $1 in\n  a) echo b ;;\nesac", "echo it\\'s", "a && b || c &",
    "[[ -n $X ]] && echo `date`",
    "cat <<'A' <<B\n$(\nA\n\"\nB", "echo }", "! true", "time ls",
  ]

  private static let bad = [
    "echo 'open", "echo \"open", "echo `open", "echo $(open", "echo ${open", "echo $((1", "(open",
    "{ open", "if true; then", "ls |", "ls &&", "for x in a; do", "case a in b) echo", "f()",
    "[[ a &&", "cat <<EOF\nopen", "esac", ";;", "done", "fi", "echo $'open", "a=(1", "echo )",
    "aws s3 ls <", "ls ) (", "cat <<'A' <<B\nA\n", "| ls", "&& ls", "&",
  ]

  private var syntax: ShellSyntax {
    get throws { ShellSyntax(complaints: try #require(BashProcess()).complaints) }
  }

  @Test func `finds each mistake whatever its neighbours are`() throws {
    let texts = zip(Self.bad, Self.good + Self.good).flatMap { [$0, $1, "echo it's '", "echo '"] }
    let found = try syntax.problems(in: texts)
    let alone = try texts.indices.filter { try syntax.problems(in: [texts[$0]])[0] != nil }
    #expect(found.keys.sorted() == alone)
    #expect(Set(alone.map { texts[$0] }).isSuperset(of: Self.bad))
    #expect(Set(alone.map { texts[$0] }).isDisjoint(with: Self.good))
  }

  @Test func `starts bash once for many good texts`() throws {
    let bash = try #require(BashProcess())
    var starts = 0
    let texts = (0..<200).map { "if true; then echo \($0); fi" }
    let syntax = ShellSyntax { text in
      starts += 1
      return bash.complaints(about: text)
    }
    #expect(syntax.problems(in: texts).isEmpty)
    #expect(starts == 1)
  }

  @Test func `does not start bash for plain commands`() {
    let syntax = ShellSyntax { _ in
      Issue.record("bash was started")
      return nil
    }
    let texts = [
      "aws logs create-log-group --log-group-name \"$LOG_GROUP\" --region us-east-1\n",
      "export A='b c'\ncd /tmp && ls -l | wc -l", "aws ecs create-cluster \\\n  --name x \\\n",
      "# a comment, it's\nls",
    ]
    #expect(syntax.problems(in: texts).isEmpty)
  }

  @Test func `what is plain is good`() throws {
    let bash = try #require(BashProcess())
    let words = [
      "aws", "ls", " ", " ", "\n", "\\\n", "$A", "'b c'", "\"$d e\"", "|", "&&", "||", "#", "-x",
      "a=b", "\t", "é", "=", "if", "do", "$", "'", "\"", "&", "in", "time",
    ]
    var state: UInt64 = 42
    var plain: [String] = []
    while plain.count < 400 {
      let text = (0..<8).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return words[Int(state >> 33) % words.count]
      }.joined()
      if PlainShell.isPlain(text) { plain.append(text) }
    }
    var batch = ShellBatch()
    for text in plain { batch.add(text) }
    #expect(bash.complaints(about: batch.bytes) == "")
  }

  @Test func `runs nothing`() throws {
    let bash = try #require(BashProcess())
    #expect(bash.complaints(about: Array("echo out; echo err >&2; exit 3\n".utf8)) == "")
  }

  @Test(arguments: [
    ("$ aws x\n{\n}\n$ ls \\\n> -l\nout (", "aws x\n\n\nls \\\n-l\n"),
    ("$ cat <<EOF\n> it's\n> EOF\n)", "cat <<EOF\nit's\nEOF\n"),
    ("aws x --id <your account id>", "aws x --id _your_account_id_"),
    ("ssh -i < key > ec2@< the address >", "ssh -i __key__ ec2@__the_address__"),
    ("aws x --mail <you@example.org>", "aws x --mail _you@example.org_"),
    ("sort <in >out", "sort <in >out"), ("cat <<EOF >out\nEOF", "cat <<EOF >out\nEOF"),
    ("diff <(a) <(b)", "diff <(a) <(b)"),
  ]) func `takes from what is shown the commands`(_ shown: String, _ text: String) {
    #expect(ShellText.shown(shown, at: .init(file: "a.md"), isSession: false).text == text)
  }
}

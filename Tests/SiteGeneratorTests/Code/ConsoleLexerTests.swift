import Testing

@testable import SiteGenerator

@Suite struct ConsoleLexerTests {
  @Test(arguments: [
    ("$ ls\na\nb\n$ pwd\n/\n", "ls\npwd\n"),
    ("$ aws x \\\n    --y z\nout\n", "aws x \\\n    --y z\n"),
    ("$ aws x \\\n>   --y z\nout\n", "aws x \\\n  --y z\n"),
    ("$ cat <<EOT\n> $ not a prompt\n> EOT\nfirst\n", "cat <<EOT\n$ not a prompt\nEOT\n"),
    ("$ cat > f <<'E'\n$ x\n> y\nE\nout\n", "cat > f <<'E'\n$ x\n> y\nE\n"),
    ("$ cat <<E\nx\n$ ls\nout\n", "cat <<E\nls\n"),
    ("$ p --x '{\n  \"a\": 1\n}'\n{}\n", "p --x '{\n  \"a\": 1\n}'\n"),
    ("$ echo it's\nout\n$ ls\n", "echo it's\nls\n"),
    ("$ a |\n  b &&\n  c\nout\n", "a |\n  b &&\n  c\n"),
    ("$ for i in 1 2; do\n  echo $i\ndone\n1\n2\n", "for i in 1 2; do\n  echo $i\ndone\n"),
    ("$ for i in 1 2; do\n> echo $i\n> done\n1\n", "for i in 1 2; do\necho $i\ndone\n"),
    ("$ npm start\n> app@1 start\n> react\n", "npm start\n"),
    ("$ x=$(\n  y\n)\n$ # done\n", "x=$(\n  y\n)\n# done\n"),
    ("$\n$ ls", "\nls"),
  ])
  func `copying takes the commands, whole and alone`(session: String, copied: String) {
    #expect(Highlighted(session, .console).copied == copied)
  }

  @Test(arguments: [
    "$ ", "% ", "(venv) $ ", "me@host:~/a b$ ", "root@host:/# ", "[ec2-user@ip-10-0-0-1 ~]$ ",
    "~/app $ ", "/ # ", "gitpod /workspace/app (main) $ ", "bash-5.1# ", "sh-4.4$ ",
    "PS C:\\Users\\me> ", "C:\\app>", ">>> ", "mysql> ", "127.0.0.1:6379> ", "MariaDB [(none)]> ",
    "cruddur=# ", "cruddur=> ", "cruddur-# ", "sqlite> ",
  ])
  func `a prompt is known`(prompt: String) {
    let session = Highlighted("\(prompt)command\noutput\n", .console)
    #expect(session.copied == "command\n")
    #expect(session.spans.hasPrefix("prompt:\(prompt)"))
    #expect(session.spans.hasSuffix("output:output⏎"))
  }

  @Test func `a number sign is root's prompt where there is no other`() {
    #expect(Highlighted("# apt update\nHit\n# ls\n", .console).copied == "apt update\nls\n")
    #expect(Highlighted("# Build it\n$ make\nok\n", .console).copied == "make\n")
  }

  @Test func `other programs carry a command on in their own way`() {
    #expect(
      Highlighted(">>> def f():\n...   return 1\n...\n>>> f()\n1\n", .console).copied
        == "def f():\n  return 1\n\nf()\n")
    #expect(Highlighted("mysql> select\n    -> 1;\n| 1 |\n", .console).copied == "select\n1;\n")
  }

  @Test(arguments: ["npm install\n", "a -> b\nc\n", "x: $ 5\n", "https://x.y/z\n", "> quoted\n"])
  func `text without a prompt is copied as it is`(text: String) {
    let session = Highlighted(text, .console)
    #expect(session.copied == text)
    #expect(session.spans.isEmpty)
  }

  @Test func `commands have the colours of their language`() {
    #expect(
      Highlighted("$ aws --x 'y\nz'\nout\ndb=# select 1\n", .console).spans
        == "prompt:$  f:aws v:--x s:'y⏎z' output:out⏎ prompt:db=#  k:select n:1")
  }
}

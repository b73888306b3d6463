import Testing

@testable import SiteGenerator

@Suite struct CodeLanguageTests {
  @Test(arguments: [
    (
      CodeLanguage.shell, "if grep -q x \"$A\"; then # c",
      "k:if f:grep v:-q s:\"$A\" k:then c:# c"
    ),
    (.shell, "A=1 aws --x=$B ${C:-d} | ./run.sh", "n:1 f:aws v:--x v:$B v:${C:-d} f:./run.sh"),
    (.shell, "echo it's # no end", "f:echo c:# no end"),
    (.shell, "url=http://x#y", ""),
    (.shell, "cat <<'E' > f\nit's $x\nE\nls", "f:cat s:it's $x⏎E f:ls"),
    (.shell, "x=$((1 << n)) <<<w\nls", "n:1 f:ls"),
    (.json, "{\"a\":[1.5, true, \"b\"]} // c", "f:\"a\" n:1.5 n:true s:\"b\" c:// c"),
    (.json, "{a: 'b'}", "f:a s:'b'"),
    (.yaml, "name: x # c\n- on: 2", "f:name c:# c f:on n:2"),
    (.yaml, "my key: it's\nx: 'it''s'\nurl: http://a", "f:my key f:x s:'it''s' f:url"),
    (.yaml, "- run: |\n    a: 'b\n  on: !Ref x", "f:run s:    a: 'b f:on k:!Ref"),
    (.yaml, "a: &b {c: *b}", "f:a v:&b f:c v:*b"),
    (.toml, "[a.b]\nx = \"y\" # c\nsome key=1", "k:[a.b] f:x s:\"y\" c:# c f:some key n:1"),
    (.toml, "; c\nexport A=$B", "c:; c k:export f:A v:$B"),
    (
      .hcl, "resource \"a\" \"b\" {\n  n = \"x-${v[\"k\"]}\" # c\n  t = true\n}",
      "k:resource s:\"a\" s:\"b\" f:n s:\"x-${v[\"k\"]}\" c:# c f:t n:true"
    ),
    (.hcl, "p = <<-E\n  it's\n  E\nn = 1 == 2", "f:p s:  it's⏎  E f:n n:1 n:2"),
    (.dockerfile, "FROM a:1 AS b\nENV P=4", "k:FROM k:AS k:ENV n:4"),
    (
      .dockerfile, "RUN apt-get update \\\n  && rm -rf \"$X\"",
      "k:RUN f:apt-get f:rm v:-rf s:\"$X\""
    ),
    (
      .python, "@app.x\ndef f(a=\"\"\"b\nc\"\"\"): return None",
      "f:@app.x k:def f:f s:\"\"\"b⏎c\"\"\" k:return n:None"
    ),
    (.python, "x.in = rb'y' + 0xFF + 1e-5", "s:rb'y' n:0xFF n:1e-5"),
    (.javaScript, "const x = a / b / c; // d", "k:const c:// d"),
    (.javaScript, "y = /a'[/]\\//gi.test(`${`z`}`)", "s:/a'[/]\\//gi s:`${`z`}`"),
    (.javaScript, "return <A.B c=\"d\">don't</A.B>", "k:return f:A.B s:\"d\" f:A.B"),
    (.javaScript, "a.default; let t: Array<T>", "k:let"),
    (
      .sql, "SELECT a FROM t -- c\nwhere x='it''s' limit 1;",
      "k:SELECT k:FROM c:-- c k:where s:'it''s' k:limit n:1"
    ),
    (
      .markup, "<!-- c --><p class=\"a\" b=c>x &amp; y</p>",
      "c:<!-- c --> f:p v:class s:\"a\" v:b s:c n:&amp; f:p"
    ),
    (
      .markup, "<script>let a</script><style>a{b:1px}</style>",
      "f:script k:let f:script f:style f:b n:1px f:style"
    ),
    (
      .stylesheet, "@media x { a:hover .b { color: #fff; --c: var(--d) !important } } /* e */",
      "k:@media v:.b f:color n:#fff f:--c v:--d k:!important c:/* e */"
    ),
    (
      .swift, "@A public func f(x: Int = 0) { /* a /* b */ c */ return \"\"\"\nx\"y\"\"\" }",
      "k:@A k:public k:func f:f n:0 c:/* a /* b */ c */ k:return s:\"\"\"⏎x\"y\"\"\""
    ),
    (.swift, "for i in 0..<9 { x.default }", "k:for k:in n:0 n:9"),
    (.ruby, "def f(a) = :b, @c, \"d\" # e", "k:def f:f n::b v:@c s:\"d\" c:# e"),
    (.go, "type A struct {} // b\nvar c = `d\ne`", "k:type f:A k:struct c:// b k:var s:`d⏎e`"),
    (.rust, "pub fn f<'a>(x: &'a str) -> Option<u8> { None }", "k:pub k:fn f:f n:None"),
    (.c, "#include <a.h>\nint x = 'y'; /* z */", "k:#include k:int s:'y' c:/* z */"),
    (.java, "@A public class B { char c = 'd'; }", "f:@A k:public k:class f:B k:char s:'d'"),
    (.make, "all: a\n\techo $(X) # c", "f:all v:$(X) c:# c"),
    (.nginx, "server { listen 80; x $host; }", "k:server f:listen n:80 f:x v:$host"),
    (
      .powerShell, "$env:A = \"b\"\nGet-Item -Path c | If-X # d",
      "v:$env:A s:\"b\" f:Get-Item v:-Path f:If-X c:# d"
    ),
    (
      .diff, "diff --git a b\n--- a\n+++ b\n@@ -1 @@\n-- sql\n+x\n y\n--- z",
      "f:diff --git a b f:--- a f:+++ b k:@@ -1 @@ d:-- sql i:+x d:--- z"
    ),
    (.http, "POST /a HTTP/1.1\nHost: b\n\n{\"c\": 1}", "k:POST s:/a f:Host f:\"c\" n:1"),
    (.http, "HTTP/1.1 200 OK\nA: b\n\n### c\nGET /d", "k:HTTP/1.1 n:200 f:A c:### c k:GET s:/d"),
    (.plain, "if \"x\" # y", ""),
  ])
  func `words are told apart`(language: CodeLanguage, source: String, spans: String) {
    #expect(Highlighted(source, language).spans == spans)
  }

  @Test(arguments: [
    ("zsh", CodeLanguage.shell), ("shell-session", .console), ("yml", .yaml), ("env", .toml),
    ("tf", .hcl), ("docker", .dockerfile), ("py", .python), ("tsx", .javaScript), ("psql", .sql),
    ("svg", .markup), ("scss", .stylesheet), ("patch", .diff), ("jsonc", .json), ("txt", .plain),
    ("mermaid", .plain), ("pycon", .console),
  ])
  func `a language has the names that people type`(name: String, language: CodeLanguage) {
    #expect(CodeLanguage(named: name) == language)
  }

  @Test(arguments: [
    ("pyhton", "python"), ("dockerfiel", "dockerfile"), ("javascritp", "javascript"),
    ("yamll", "yaml"), ("terrafrom", "terraform"),
  ])
  func `a slip of the pen has a nearest name`(name: String, near: String) {
    #expect(CodeLanguage(named: name) == nil)
    #expect(CodeLanguage.name(near: name) == near)
  }

  @Test(arguments: ["cobol", "fortran", "ada", "sh2", "v", "erlang", "nim", "hello"])
  func `a language that is only unknown is nobody's mistake`(name: String) {
    #expect(CodeLanguage.name(near: name) == nil)
  }
}

package holotree.tests.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.error.UnsafeException;
import holotree.engine.Holotree;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The path as Python's `json` and `urllib.parse` write it, read by them again after the tree has moved.
class EscapedPathTest {

  private static final String WRITE =
      """
      import json, os, pathlib, re, sys, urllib.parse
      p = sys.argv[1]
      os.makedirs(p)
      os.chdir(p)
      quoted = urllib.parse.quote(p, safe="")
      def write(name, text):
          open(name, "w").write(text)
      write("dumped.json", json.dumps({"prefix": p, "lib": p + "/lib", "not": p + "x"}))
      write("slashes.json", json.dumps({"prefix": p, "lib": p + "/lib", "not": p + "x"})
            .replace("/", "\\\\/"))
      write("uri", pathlib.Path(p, "lib").as_uri() + "\\n" + pathlib.Path(p + "x").as_uri())
      write("query", "http://h/?at=" + quoted + "&lib=" + quoted + "%2Flib&not=" + quoted + "x")
      write("lower", re.sub("%..", lambda m: m.group().lower(), open("query").read()))
      """;

  private static final String READ =
      """
      import json, os, sys, urllib.parse
      p, stage = sys.argv[1:]
      os.chdir(p)
      for name in "dumped.json", "slashes.json":
          values = json.load(open(name))
          assert values == {"prefix": p, "lib": p + "/lib", "not": stage + "x"}, values
      assert "/" not in open("slashes.json").read().replace("\\\\/", "")
      lines = [urllib.parse.unquote(line) for line in open("uri").read().split("\\n")]
      assert lines == ["file://" + p + "/lib", "file://" + stage + "x"], lines
      for name in "query", "lower":
          values = urllib.parse.parse_qs(urllib.parse.urlsplit(open(name).read()).query)
          assert values == {"at": [p], "lib": [p + "/lib"], "not": [stage + "x"]}, values
      assert "%2F" not in open("lower").read() and "%2f" not in open("query").read()
      """;

  private static final String WRITE_BINARY =
      """
      import json, sys, urllib.parse
      p = sys.argv[1]
      values = [p, json.dumps(p).replace("/", "\\\\/"), urllib.parse.quote(p),
                urllib.parse.quote(p, safe="")]
      open(p + "/data.bin", "wb").write("\\0".join([""] + values + ["end"]).encode())
      """;

  private static final String READ_BINARY =
      """
      import json, os, sys, urllib.parse
      p, stage = sys.argv[1:]
      data = open(p + "/data.bin", "rb").read().decode()
      plain, escaped, url, component = data.split("\\0")[1:-1]
      for read in (plain, json.loads(escaped), urllib.parse.unquote(url),
                   urllib.parse.unquote(component)):
          assert os.path.normpath(read) == os.path.normpath(p), read
      print(len(data))
      """;

  @AutoClose private final Workplace work = Workplace.create();

  @ParameterizedTest
  @ValueSource(strings = {"a-stage/of-plain-letters", "a stage/100% \"quoted\", &+@"})
  void escapedPaths_areReadAsTheTargetsPath(String name) {
    Path stage = work.path(name);
    python(WRITE, stage);
    TreeListing before = TreeListing.of(stage);
    try (Holotree holotree = work.open()) {
      RecordReceipt receipt = holotree.record(RecordRequest.of(stage).named("tree"));
      assertThat(receipt.relocatedEntries()).isEqualTo(5);
      Program.of("mv", stage, work.path("moved-away")).output();

      String sameLength = "s".repeat(name.length());
      for (String target : new String[] {"t", sameLength, "a/much/longer".repeat(9)}) {
        restore(holotree, work.path(target));
        python(READ, work.path(target), stage);
      }
      restore(holotree, work.path("it's \"100%\" & more"));
      restore(holotree, stage);
      before.assertSameAs(stage);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 6, 7, 8, 9, 20, 31})
  void binary_holdsEscapedPathsThatAreShorter_andKeepsItsSize(int shorter) {
    Path stage = work.path("x".repeat(40));
    python(WRITE, stage);
    String size = python(WRITE_BINARY + "print(open(p + '/data.bin', 'rb').seek(0, 2))", stage);
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(stage).named("tree"));
      Path target = work.path("y".repeat(40 - shorter));
      restore(holotree, target);
      assertThat(python(READ_BINARY, target, stage)).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, -1, 1, 2, 5})
  void binary_thatHasNoRoomForAnEscapedPath_isRefusedWithThePathsThatFit(int shorter) {
    Path stage = work.path("x".repeat(40));
    python(WRITE, stage);
    python(WRITE_BINARY, stage);
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(stage).named("tree"));
      Path target = work.path("y".repeat(40 - shorter));
      RestoreRequest request = RestoreRequest.of("tree").to(target);
      assertThatThrownBy(() -> holotree.restore(request))
          .isInstanceOf(UnsafeException.class)
          .hasMessageContaining("data.bin")
          .hasMessageContaining("at most " + (stage.toString().length() - 6) + " bytes");
      assertThat(target).doesNotExist();
    }
  }

  private static void restore(Holotree holotree, Path target) {
    holotree.restore(RestoreRequest.of("tree").to(target));
    assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
  }

  private static String python(String program, Path... arguments) {
    Object[] words = new Object[arguments.length + 3];
    words[0] = "python3";
    words[1] = "-c";
    words[2] = program;
    System.arraycopy(arguments, 0, words, 3, arguments.length);
    return Program.of(words).output();
  }
}

package holotree.tests.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import holotree.api.error.UnsafeException;
import holotree.engine.Holotree;
import holotree.engine.Notice;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RelocationLimit;
import holotree.engine.RelocationLimit.Reason;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Finished;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Each kind of file by itself, made by the tool that makes such files, moved to a shorter path, one of the
/// same length and a longer one. Needs gcc, python3, gzip and unzip.
class EveryKindTest {

  private static final String NAME = "the-stage-where-it-was-built";

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Path stage = work.path(NAME);
  private final Path shorter = work.path("t");
  private final Path equal = work.path("n".repeat(NAME.length()));
  private final Path longer = work.path("l".repeat(3 * NAME.length()));

  @Test
  void text_growsAndShrinks_fromItsFirstByteToItsLast() throws IOException {
    String text = "@\n@/lib:@:@2:\"@\" '@'\t@\nx@y/@ ../@ file://@/x\n@";
    record("printf %s \"$2\" >\"$1/text\"", text.replace("@", stage.toString()));
    for (Path target : List.of(shorter, equal, longer)) {
      restore(target);
      assertThat(target.resolve("text"))
          .content()
          .isEqualTo(
              text.replace("@2", "#2")
                  .replace("@y", "#y")
                  .replace("/@ ", "/# ")
                  .replace("../@", "../#")
                  .replace("@", target.toString())
                  .replace("#", stage.toString()));
    }
    restoreWhereItWas();
  }

  @Test
  void elf_keepsItsSizeAndRuns_orIsRefusedWithTheLongestPathThatFits() throws IOException {
    RecordReceipt receipt =
        record(
            """
            cd "$1" && printf '#include <stdio.h>\\nint main(void) { puts("%s/etc:%s"); }' "$1" "$1" |
            gcc -g -x c -o prog - && printf %s "$1" >text
            """);
    assertThat(receipt.relocationLimits())
        .containsExactly(new RelocationLimit("prog", Reason.FIXED_LENGTH));
    long size = Files.size(stage.resolve("prog"));
    for (Path target : List.of(shorter, equal)) {
      restore(target);
      assertThat(Program.of(target.resolve("prog")).output().replaceAll("/+", "/"))
          .isEqualTo(target + "/etc:" + target + (target.equals(shorter) ? "/\n" : "\n"));
      assertThat(target.resolve("prog")).hasSize(size);
    }
    assertThatThrownBy(() -> restore(longer))
        .isInstanceOf(UnsafeException.class)
        .hasMessageContaining("prog")
        .hasMessageContaining("at most " + stage.toString().length() + " bytes");
    assertThat(longer).doesNotExist();
    restoreWhereItWas();
  }

  @Test
  void module_isImportedFromItsByteCode_orFromItsSourceWhereThatChangesItsSize()
      throws IOException {
    record(
        """
        cd "$1" && printf 'HOME = "%s/etc"\\n' "$1" >mod.py && printf 'x = 1\\n' >other.py
        python3 -m compileall -q "$1"
        """);
    long size = Files.size(stage.resolve("mod.py"));
    for (Path target : List.of(shorter, equal)) {
      assertThat(restore(target).leftOut()).isZero();
      assertThat(target.resolve("mod.py")).hasSize(size);
      assertThat(imported(target)).isEqualTo(target + "/etc mod other");
    }
    RestoreReceipt receipt = restore(longer);
    assertThat(receipt.leftOut()).isOne();
    assertThat(receipt.notices())
        .extracting(Notice::kind, Notice::count)
        .containsExactly(tuple(Notice.Kind.BYTE_CODE_LEFT_OUT, 1L));
    assertThat(Files.size(longer.resolve("mod.py"))).isGreaterThan(size);
    assertThat(imported(longer)).isEqualTo(longer + "/etc other");
    restoreWhereItWas();
  }

  @Test
  void archives_areLeftAsTheyAre_andListed_orRefused() throws IOException {
    RecordReceipt receipt =
        record(
            """
            cd "$1" && printf '%s/lib\\n' "$1" >text
            python3 - "$1" <<'P'
            import gzip, sys, zipfile, zlib, struct
            with zipfile.ZipFile("stored.zip", "w") as archive:
                archive.write("text")
            with zipfile.ZipFile("deflated.whl", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write("text")
            gzip.open("text.gz", "wb", 0).write(open("text", "rb").read())
            chunk = b"tEXtpath\\0" + sys.argv[1].encode() + b" "
            open("a.png", "wb").write(b"\\x89PNG\\r\\n\\x1a\\n" + struct.pack(">I", len(chunk) - 4)
                + chunk + struct.pack(">I", zlib.crc32(chunk)))
            P
            tar cf text.tar text && printf 'MZ\\220\\0%s\\0' "$1" >a.exe
            """);
    assertThat(receipt.relocationLimits())
        .containsExactly(
            new RelocationLimit("a.exe", Reason.SIGNED),
            new RelocationLimit("a.png", Reason.CHECKSUMMED),
            new RelocationLimit("stored.zip", Reason.ARCHIVE),
            new RelocationLimit("text.gz", Reason.ARCHIVE),
            new RelocationLimit("text.tar", Reason.ARCHIVE));
    for (Path target : List.of(shorter, equal, longer)) {
      restore(target);
      for (String kept : List.of("a.exe", "a.png", "stored.zip", "text.gz", "text.tar")) {
        assertThat(target.resolve(kept)).hasSameBinaryContentAs(stage.resolve(kept));
      }
      assertThat(Program.of("unzip", "-p", target.resolve("stored.zip")).output())
          .isEqualTo(Program.of("gzip", "-dc", target.resolve("text.gz")).output())
          .isEqualTo(stage + "/lib\n");
    }
    RecordRequest request = RecordRequest.of(stage).named("strict").requireRelocatable(true);
    assertThatThrownBy(() -> holotree.record(request))
        .isInstanceOf(UnsafeException.class)
        .hasMessageContaining("a.exe, a.png, stored.zip and 2 more");
    assertThat(Workplace.catalogs(work.library())).hasSize(1);
    assertThat(holotree.record(request.exclude(List.of("a.*", "stored.zip", "text.*"))).name())
        .isEqualTo("strict");
    restoreWhereItWas();
  }

  @Test
  void scripts_start_whateverTheTargetsPathIs() throws IOException {
    record(
        """
        cd "$1" && mkdir bin && cp "$(command -v sh)" bin/sh && cp "$(command -v sh)" bin/python3
        printf '#!%s/bin/sh\\necho "$0"' "$1" >plain && printf '#!%s/bin/python3\\n0\\n' "$1" >python
        printf '#!/bin/sh\\n. "%s/sourced"\\n' "$1" >sources && echo 'echo sourced' >sourced
        chmod 755 plain python sources
        """);
    Path spaced = work.path("a path");
    Path tooLong = work.path("l".repeat(140));
    for (Path target : List.of(shorter, equal, spaced, tooLong)) {
      restore(target);
      assertThat(Program.of(target.resolve("sources")).output()).isEqualTo("sourced\n");
      String head = Files.readString(target.resolve("python"));
      if (List.of(spaced, tooLong).contains(target)) {
        assertThat(head)
            .startsWith(
                "#!/bin/sh\n'''exec' \"" + target + "/bin/python3\" \"$0\" \"$@\"\n' '''\n");
      } else {
        assertThat(head).startsWith("#!" + target + "/bin/python3\n");
        assertThat(Program.of(target.resolve("plain")).output()).isEqualTo(target + "/plain\n");
      }
    }
    restoreWhereItWas();
  }

  @Test
  void symlinks_leadIntoTheTarget() throws IOException {
    record(
        """
        cd "$1" && ln -s "$1" self && ln -s "$1/a/b" deep && ln -s "$1x" beside && ln -s ../x relative
        """);
    for (Path target : List.of(shorter, equal, longer)) {
      restore(target);
      assertThat(Files.readSymbolicLink(target.resolve("self"))).isEqualTo(target);
      assertThat(Files.readSymbolicLink(target.resolve("deep"))).isEqualTo(target.resolve("a/b"));
      assertThat(Files.readSymbolicLink(target.resolve("beside"))).isEqualTo(Path.of(stage + "x"));
      assertThat(Files.readSymbolicLink(target.resolve("relative"))).isEqualTo(Path.of("../x"));
    }
    restoreWhereItWas();
  }

  @Test
  void restoredTree_recordedAgain_isTheSame_andGoesOnFromThere() throws IOException {
    RecordReceipt first =
        record(
            """
            cd "$1" && printf '%s/lib' "$1" >text && printf '\\0%s\\0' "$1" >data && ln -s "$1" self
            printf '{"x": "%s"}' "$(printf %s "$1/lib" | sed 's,/,\\\\/,g')" >slashes.json
            """);
    restore(equal);
    RecordReceipt again = holotree.record(RecordRequest.of(equal).named("again"));
    assertThat(again.catalog()).isEqualTo(first.catalog());
    assertThat(again.storedChunks()).isZero();

    // Padded, the binary is no longer what it was; everything else goes on from any path.
    restore(shorter);
    RecordRequest onwards = RecordRequest.of(shorter).exclude(List.of("data"));
    holotree.record(onwards.named("onwards"));
    Path afterwards = work.path("afterwards/" + "x".repeat(99));
    holotree.restore(RestoreRequest.of("onwards").to(afterwards));
    restore(equal.resolveSibling("direct"));
    assertThat(afterwards.resolve("text")).content().isEqualTo(afterwards + "/lib");
    assertThat(afterwards.resolve("slashes.json"))
        .content()
        .isEqualTo("{\"x\": \"" + afterwards.toString().replace("/", "\\/") + "\\/lib\"}");
    assertThat(Files.readSymbolicLink(afterwards.resolve("self"))).isEqualTo(afterwards);
  }

  private RecordReceipt record(String build, String... more) {
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = stage;
    System.arraycopy(more, 0, arguments, 1, more.length);
    Program.shell("mkdir \"$1\"\n" + build, arguments).output();
    return holotree.record(RecordRequest.of(stage).named("tree"));
  }

  private RestoreReceipt restore(Path target) {
    RestoreReceipt receipt = holotree.restore(RestoreRequest.of("tree").to(target));
    assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
    return receipt;
  }

  private void restoreWhereItWas() throws IOException {
    TreeListing before = TreeListing.of(stage);
    Files.move(stage, work.path("moved-away"));
    restore(stage);
    before.assertSameAs(stage);
  }

  /// What the module says, and which of the modules came from byte code.
  private static String imported(Path directory) {
    String program = "import mod, other; print(mod.HOME, end='')";
    Finished finished = Program.of("python3", "-B", "-v", "-c", program).in(directory).run();
    assertThat(finished.exitCode()).as(finished.errors()).isZero();
    StringBuilder said = new StringBuilder(finished.output().replaceAll("/+", "/"));
    for (String module : List.of("mod", "other")) {
      if (finished.errors().contains("__pycache__/" + module)
          && finished
              .errors()
              .contains("code object from '" + directory + "/__pycache__/" + module)) {
        said.append(' ').append(module);
      }
    }
    return said.toString();
  }
}

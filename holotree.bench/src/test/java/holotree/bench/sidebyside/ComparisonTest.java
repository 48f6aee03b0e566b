package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole comparison without root: an image and a clock of shell scripts, in a plain directory.
@EnabledOnOs(OS.LINUX)
class ComparisonTest {

  private static final int ROUNDS = 2;

  /// Records by copying, restores by copying back, refuses a target that is there.
  private static final String IMAGE =
      """
      #!/bin/sh
      case "$*" in
        version) echo holotree 1; exit ;;
        *--help) echo '--placement=copy|hardlink'; exit ;;
      esac
      home=$3; shift 3
      if [ "$1" = record ]; then
        mkdir -p "$home/library" && rm -rf "$home/library/tree" && cp -a "$2" "$home/library/tree"
      else
        [ ! -e "$4" ] || { echo 'it is a directory that is not empty' >&2; exit 6; }
        cp -a "$home/library/tree" "$4"
      fi
      """;

  private static final String CLOCK =
      """
      #!/bin/sh
      out=$4; shift 4
      "$@"; code=$?
      echo '0.25 0.5 2048' >"$out"
      exit $code
      """;

  private record PlainDirectory(Path root) implements FileSystemUnderTest {

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public boolean reflinks() {
      return false;
    }

    @Override
    public void settle() {}

    @Override
    public void close() {}
  }

  @TempDir private Path directory;
  private Path bin;
  private Path out;
  private Path tree;

  @BeforeEach
  void make() throws IOException {
    bin = Files.createDirectory(directory.resolve("bin"));
    out = Files.createDirectory(directory.resolve("out"));
    tree = Files.createDirectory(directory.resolve("tree"));
    script("holotree", IMAGE);
    script("java", "#!/bin/sh\n");
    script("time", CLOCK);
    for (int i = 0; i < 100; i++) {
      Files.writeString(tree.resolve("file" + i), "content " + i);
    }
  }

  @Test
  void everyWork_isMeasuredOrSaysWhyNot() throws IOException {
    List<Row> rows = compare();
    assertThat(row(rows, "restore, copy", "cp -a").isCompared()).isTrue();
    assertThat(row(rows, "restore, copy", "tar --zstd -xf").note())
        .contains("apt-get install zstd");
    assertThat(row(rows, "restore, hard link", "cp -al").ours().values()).hasSize(ROUNDS);
    assertThat(row(rows, "refresh, clean space", "find -printf '%s %T@ %m'").note())
        .isEqualTo("Holotree: exit code 6: it is a directory that is not empty");
    assertThat(row(rows, "record, 95% there", "first record").isCompared()).isTrue();
    assertThat(row(rows, "calls a file, copy", "").note()).contains("apt-get install strace");
    assertThat(row(rows, "peak memory: restore, copy", "").ours()).isEqualTo(Series.of(2 << 20));
    assertThat(rows).extracting(Row::work).doesNotContain("restore, reflink");
  }

  @Test
  void everyRun_isInTheRawFigures() throws IOException {
    compare();
    List<String> copies =
        Files.readAllLines(out.resolve("raw.csv")).stream()
            .filter(line -> line.startsWith("tree,plain,\"restore, copy\","))
            .map(line -> line.split(",", -1))
            .map(cells -> cells[4] + " " + cells[5])
            .toList();
    assertThat(copies).containsExactly("Holotree 1", "cp -a 1", "Holotree 2", "cp -a 2");
  }

  @Test
  void wrongTree_endsTheComparisonWithWhatIsWrong() throws IOException {
    script("holotree", IMAGE.replace("\"$4\"\nfi", "\"$4\" && echo x >>\"$4/file7\"\nfi"));
    assertThatThrownBy(this::compare)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("WRONG")
        .hasMessageContaining("file7: 11 bytes, wanted 9");
  }

  @Test
  void report_hasTableAndPicture() throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Report report = new Report(out, new PrintStream(shown, true, StandardCharsets.UTF_8));
    report.begin(Map.of("kernel", "a | b"));
    report.add(SourceTree.scan(tree), "plain", ROUNDS, compare());
    String written = Files.readString(out.resolve("results.md"));
    assertThat(written)
        .isEqualTo(shown.toString(StandardCharsets.UTF_8))
        .contains("| kernel | a \\| b |", "## tree on plain", "| restore, copy ", "2 rounds");
    assertThat(out.resolve("tree-plain.svg")).content().contains("cp -a");
  }

  private List<Row> compare() throws IOException {
    Path scratch = Files.createTempDirectory(directory, "scratch");
    Path root = Files.createTempDirectory(directory, "root");
    Processes processes = new Processes(scratch);
    Toolbox tools = new Toolbox(List.of(bin));
    Stopwatch stopwatch = new Stopwatch(tools.require("time"), scratch, processes);
    HolotreeImage image = HolotreeImage.at(bin.resolve("holotree"), processes);
    try (RawLog raw = new RawLog(out.resolve("raw.csv"), line -> {})) {
      return new Comparison(Work.all(), ROUNDS, image, tools, processes, stopwatch, raw)
          .run(SourceTree.scan(tree), new PlainDirectory(root));
    }
  }

  private static Row row(List<Row> rows, String work, String peer) {
    return rows.stream()
        .filter(row -> row.work().equals(work) && row.peer().equals(peer))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + work + " / " + peer + " in " + rows));
  }

  private void script(String name, String text) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

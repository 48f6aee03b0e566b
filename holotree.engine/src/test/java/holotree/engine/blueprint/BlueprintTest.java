package holotree.engine.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.BlueprintId;
import holotree.api.error.NotFoundException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingCursor;
import holotree.testkit.forward.ForwardingStrategy;
import holotree.testkit.forward.ForwardingTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BlueprintTest {

  private static final List<String> COMMAND = List.of("make", "all");

  @TempDir Path directory;

  @Test
  void canonicalForm_isAsTheFormatSays() throws Exception {
    Path source = Files.writeString(directory.resolve("source"), "words\n");
    Path tree = Files.createDirectories(directory.resolve("tree/sub"));
    Files.writeString(tree.resolve("b"), "B");
    Files.writeString(tree.resolveSibling("sub.txt"), "A");

    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(ascii("holotree blueprint 1\n"));
    item(form, ascii("linux/x86_64/glibc-2.36"));
    form.writeBytes(number(2));
    item(form, ascii("make"));
    item(form, ascii("all"));
    form.writeBytes(number(2));
    item(form, ascii("file"));
    item(form, sha256("words\n"));
    item(form, ascii("directory"));
    form.writeBytes(number(2));
    // "." comes before "/".
    item(form, ascii("sub.txt"));
    item(form, ascii("file"));
    item(form, sha256("A"));
    item(form, ascii("sub/b"));
    item(form, ascii("file"));
    item(form, sha256("B"));

    Blueprint blueprint = new Blueprint("linux/x86_64/glibc-2.36", COMMAND, 2);
    add(blueprint, source);
    add(blueprint, tree.getParent());
    assertThat(blueprint.finish().toString())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(form.toByteArray())));
  }

  @Test
  void whatASourceIsCalled_doesNotCount() throws IOException {
    Path one = Files.writeString(directory.resolve("one"), "same");
    Path other = Files.writeString(directory.resolve("other"), "same");
    assertThat(id(one)).isEqualTo(id(other));
  }

  @Test
  void orderOfSources_contents_andArguments_count() throws IOException {
    Path one = Files.writeString(directory.resolve("one"), "1");
    Path two = Files.writeString(directory.resolve("two"), "2");
    assertThat(id(one, two)).isNotEqualTo(id(two, one)).isNotEqualTo(id(one));
    BlueprintId joined = new Blueprint("p", List.of("ab", "c"), 0).finish();
    assertThat(joined)
        .isNotEqualTo(new Blueprint("p", List.of("a", "bc"), 0).finish())
        .isNotEqualTo(new Blueprint("q", List.of("ab", "c"), 0).finish());
    BlueprintId before = id(one);
    Files.writeString(one, "3");
    assertThat(id(one)).isNotEqualTo(before);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void directory_countsByPathContentTypeAndExecution() throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Path file = Files.writeString(tree.resolve("file"), "x");
    Path link = Files.createSymbolicLink(tree.resolve("link"), Path.of("file"));
    BlueprintId first = id(tree);

    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    Files.createDirectory(tree.resolve("empty"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(id(tree)).as("times, empty directories, other bits").isEqualTo(first);
    assertThat(id(Files.createSymbolicLink(directory.resolve("to-tree"), tree))).isEqualTo(first);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrw-rw-"));
    BlueprintId executable = id(tree);
    assertThat(executable).isNotEqualTo(first);
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("elsewhere"));
    BlueprintId linked = id(tree);
    assertThat(linked).isNotEqualTo(executable);
    Files.delete(link);
    Files.writeString(link, "elsewhere");
    BlueprintId written = id(tree);
    assertThat(written).isNotEqualTo(linked);
    Files.move(link, tree.resolve("moved"));
    assertThat(id(tree)).isNotEqualTo(written);
  }

  @Test
  void fileOverOneBlock_isReadWhole() throws IOException {
    byte[] bytes = new byte[(256 << 10) + 1];
    Path file = Files.write(directory.resolve("large"), bytes);
    BlueprintId before = id(file);
    bytes[bytes.length - 1] = 1;
    Files.write(file, bytes);
    assertThat(id(file)).isNotEqualTo(before);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void missingSource_isNamed() throws IOException {
    Path absent = directory.resolve("absent.txt");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> id(absent))
        .satisfies(e -> assertThat(e.what()).contains("absent.txt"));
    Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), absent);
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> id(dangling))
        .satisfies(e -> assertThat(e.what()).contains("dangling"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void fifo_isRefused() throws Exception {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Path fifo = tree.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    for (Path source : List.of(fifo, tree)) {
      assertThatExceptionOfType(UnsafeException.class).isThrownBy(() -> id(source));
    }
  }

  @Test
  void sourceThatIsTooDeep_isRefused() {
    try (SourceReader reader = new SourceReader(new Bottomless())) {
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> reader.add(directory, new Blueprint("platform", COMMAND, 1)))
          .withMessageContaining("at most 4096 levels")
          .satisfies(e -> assertThat(e.entry()).startsWith("\"d/d/d").endsWith(" in " + directory));
    }
  }

  private static BlueprintId id(Path... sources) {
    Blueprint blueprint = new Blueprint("platform", COMMAND, sources.length);
    for (Path source : sources) {
      add(blueprint, source);
    }
    return blueprint.finish();
  }

  private static void add(Blueprint blueprint, Path source) {
    try (SourceReader reader = new SourceReader(new PortableStrategy())) {
      reader.add(source, blueprint);
    }
  }

  private static void item(ByteArrayOutputStream form, byte[] bytes) {
    form.writeBytes(number(bytes.length));
    form.writeBytes(bytes);
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] sha256(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(ascii(text));
  }

  /// Shows in each directory a directory, far deeper than paths can be.
  private static final class Bottomless extends ForwardingStrategy {

    Bottomless() {
      super(new PortableStrategy());
    }

    @Override
    public SpaceTree openTree(Path root) {
      return new ForwardingTree(super.openTree(root)) {
        @Override
        public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
          return root();
        }

        @Override
        public DirectoryCursor list(TreeDirectory directory) {
          FileStat stat = stat(directory);
          return new ForwardingCursor(super.list(directory)) {
            private boolean begun;

            @Override
            public boolean next() {
              boolean first = !begun;
              begun = true;
              return first;
            }

            @Override
            public byte[] name() {
              return ascii("d");
            }

            @Override
            public FileStat stat() {
              return stat;
            }
          };
        }
      };
    }
  }
}

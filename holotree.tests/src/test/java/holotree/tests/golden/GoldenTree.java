package holotree.tests.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The trees that the frozen files were made of. Their bytes never change; a new format gets a new
/// tree.
final class GoldenTree {

  private static final int CHUNK = 4 << 20;

  private final GoldenStage stage;
  private int dated;

  private GoldenTree(GoldenStage stage) {
    this.stage = stage;
  }

  /// Makes the tree of `bytes-1.txt`: a few entries, one of them relocated.
  static void makeSmall(GoldenStage stage) throws IOException {
    GoldenTree tree = new GoldenTree(stage);
    tree.directory("bin", "rwxr-xr-x");
    tree.directory("bin/none", "rwx------");
    tree.file("bin/tool", "rwxr-xr-x", text("#!" + stage.given() + "/bin/sh\n"));
    tree.file("empty", "r--r--r--", new byte[0]);
    tree.file("words", "rw-r-----", text("words, words, words\n"));
    tree.link("words-again", stage.resolved() + "/words");
    tree.finish("bin/none", "bin", "");
  }

  /// Makes the tree of `library-1`: every type of entry and every kind of relocation.
  static void makeLarge(GoldenStage stage) throws IOException {
    String given = stage.given().toString();
    String resolved = stage.resolved().toString();
    GoldenTree tree = new GoldenTree(stage);
    // Siblings that sort by bytes and in no other order.
    tree.directory("B", "rwxr-xr-x");
    tree.file("B/only", "rw-rw-rw-", text("same\n"));
    tree.directory("a", "rwxr-x---");
    tree.directory("a/empty", "rwx------");
    tree.file("a/none", "rw-r--r--", new byte[0]);
    tree.file("a/same", "rw-r--r--", text("same\n"));
    tree.file("a-b", "r--------", text("dash\n"));
    tree.file("a.b", "rw-r--r--", text("dot\n"));

    tree.directory("bin", "rwxr-xr-x");
    tree.file(
        "bin/tool", "rwxr-xr-x", text("#!" + given + "/bin/python\nimport sys # " + resolved));
    tree.link("bin/python", given + "/bin/tool");
    tree.link("bin/python3", "python");
    tree.link("bin/resolved", resolved);
    tree.link("bin/outside", "/usr/bin/env");
    tree.link("bin/dangling", "../not/there");

    tree.directory("lib", "rwxr-xr-x");
    tree.directory("lib/__pycache__", "rwxr-xr-x");
    tree.file("lib/mod.py", "rw-r--r--", text("HOME = '" + given + "/etc'\n"));
    tree.file(
        "lib/__pycache__/mod.cpython-313.pyc",
        "rw-r--r--",
        bytes("\363\r\r\n\0\0\0\0\u00da\132" + given + "/lib/mod.py\0"));
    tree.file(
        "lib/elf.so",
        "rwxr-xr-x",
        bytes("\u007fELF\2\1\1\0\0\0\0\0\0\0\0\0" + given + "/lib:" + resolved + "/lib\0"));
    tree.file("lib/table.dat", "rw-r--r--", bytes("\0table\0" + resolved + "\0\0\1"));
    tree.file("lib/opaque.zip", "rw-r--r--", bytes("PK\3\4\24\0\0\0\0\0"));

    tree.directory("share", "rwxr-xr-x");
    // Over 1 MiB together and each below: several frames.
    for (int part = 0; part < 3; part++) {
      tree.file("share/part" + part, "rw-r--r--", lines(part, 700_000));
    }
    // Two chunks, and a path that lies across their border.
    byte[] large = lines(9, CHUNK + 300_000);
    large[7] = 0;
    byte[] path = bytes(given + "/share/large\0");
    System.arraycopy(path, 0, large, CHUNK - 40, path.length);
    tree.file("share/large", "rw-r--r--", large);
    tree.finish("B", "a/empty", "a", "bin", "lib/__pycache__", "lib", "share", "");
  }

  /// Makes the tree of `library-2`: every spelling of both paths, in texts and a binary.
  static void makeEscaped(GoldenStage stage) throws IOException {
    GoldenTree tree = new GoldenTree(stage);
    tree.directory("etc", "rwxr-xr-x");
    List<String> given = GoldenStage.spellings(stage.given());
    List<String> resolved = GoldenStage.spellings(stage.resolved());
    for (int i = 0; i < given.size(); i++) {
      String lines = "\"" + given.get(i) + "\"\n" + resolved.get(i) + "\n";
      tree.file("etc/spelled" + i, "rw-r--r--", text(lines));
    }
    tree.file("etc/plain", "rw-r--r--", text(stage.given() + "\n"));
    tree.file("etc/data", "rw-r--r--", text("\0" + String.join("\0", given) + "\0"));
    tree.link("etc/self", stage.given().toString());
    tree.finish("etc", "");
  }

  private void directory(String name, String mode) throws IOException {
    if (!Files.exists(stage.resolved())) {
      Files.createDirectories(stage.resolved());
    }
    mode(Files.createDirectory(stage.resolved().resolve(name)), mode);
  }

  private void file(String name, String mode, byte[] content) throws IOException {
    Path file = Files.write(stage.resolved().resolve(name), content);
    mode(file, mode);
    time(file);
  }

  private void link(String name, String target) throws IOException {
    time(Files.createSymbolicLink(stage.resolved().resolve(name), Path.of(target)));
  }

  /// Dates the directories, which making their entries has changed; the root is "".
  private void finish(String... directories) throws IOException {
    mode(stage.resolved(), "rwxr-xr-x");
    for (String name : directories) {
      time(stage.resolved().resolve(name));
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private void time(Path path) throws IOException {
    // Every other one before 1970, where Java sets whole seconds only; none that XFS cannot hold.
    dated++;
    Instant time =
        dated % 2 == 0
            ? Instant.ofEpochSecond(-1_000_003L * dated)
            : Instant.ofEpochSecond(2_000_000_000L + dated, 999_999_999 - 1_000_003L * dated);
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(time), null, null);
  }

  private static byte[] lines(int seed, int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int line = seed; bytes.size() < length; line += 10) {
      bytes.writeBytes(text("part " + seed + ", line " + line / 5000 + "\n"));
    }
    byte[] all = bytes.toByteArray();
    return Arrays.copyOf(all, length);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String characters) {
    return characters.getBytes(StandardCharsets.ISO_8859_1);
  }
}

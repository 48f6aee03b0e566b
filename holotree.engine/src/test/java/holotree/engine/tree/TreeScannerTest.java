package holotree.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.EntryType;
import holotree.api.ProgressListener;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingCursor;
import holotree.testkit.forward.ForwardingTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TreeScannerTest {

  @TempDir Path scratch;
  private final Notices<ScanNotice> notices = new Notices<>(ScanNotice.class);

  @Test
  void entries_comeInTreeOrder() throws IOException {
    make("b/c", "b/a", "b.txt", "a/z/y", "B", "\u00FC", "b-");
    Files.createDirectory(scratch.resolve("empty"));
    assertThat(paths(scan(path -> false, UnaryOperator.identity())))
        .containsExactly(
            "", "B", "a", "a/z", "a/z/y", "b", "b/a", "b/c", "b-", "b.txt", "empty", "\u00FC");
    assertThat(notices()).isEmpty();
  }

  @Test
  void columns_areWhatTheFileSystemSays() throws IOException {
    Files.write(scratch.resolve("file"), new byte[7]);
    Files.createSymbolicLink(scratch.resolve("link"), Path.of("nowhere/at all"));
    ScannedTree scanned = scan(path -> false, UnaryOperator.identity());
    assertThat(scanned.catalog().type(1)).isEqualTo(EntryType.FILE);
    assertThat(scanned.catalog().size(1)).isEqualTo(7);
    assertThat(scanned.catalog().type(2)).isEqualTo(EntryType.SYMLINK);
    assertThat(scanned.catalog().target(2)).asString().isEqualTo("nowhere/at all");
    assertThat(scanned.catalog().build().mode(2)).isEqualTo(0777);
  }

  @Test
  void excludedDirectory_isLeftOutWithAllBelow() throws IOException {
    make("a/cache/x", "a/keep", "cache", "z/cache/y/w");
    assertThat(
            paths(
                scan(
                    path -> new String(path, StandardCharsets.UTF_8).endsWith("cache"),
                    UnaryOperator.identity())))
        .containsExactly("", "a", "a/keep", "z");
  }

  @Test
  void linkToADirectory_isNotFollowed() throws IOException {
    make("real/x");
    Files.createSymbolicLink(scratch.resolve("link"), Path.of("real"));
    Files.createSymbolicLink(scratch.resolve("self"), Path.of("."));
    assertThat(paths(scan(path -> false, UnaryOperator.identity())))
        .containsExactly("", "link", "real", "real/x", "self");
  }

  @Test
  void manyEntries_areScannedWhileTheColumnsGrow() throws IOException {
    for (int i = 0; i < 500; i++) {
      Files.createFile(scratch.resolve(String.format("%03d", i)));
    }
    List<String> paths = paths(scan(path -> false, UnaryOperator.identity()));
    assertThat(paths).hasSize(501).startsWith("", "000").endsWith("498", "499").isSorted();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void hardLinks_areNoticedOnceEachName() throws IOException {
    make("a");
    Files.createLink(scratch.resolve("b"), scratch.resolve("a"));
    scan(path -> false, UnaryOperator.identity());
    assertThat(notices()).containsExactly("HARD_LINKS_SPLIT 2 [a, b]");
  }

  @Test
  void specialBits_areDroppedWithANotice() throws IOException {
    make("a", "b");
    ScannedTree scanned =
        scan(path -> false, stat -> with(stat, stat.mode() | 06000, stat.size(), stat.allocated()));
    assertThat(notices()).containsExactly("SPECIAL_MODE_DROPPED 2 [a, b]");
    assertThat(scanned.catalog().build().size()).isEqualTo(3);
  }

  @Test
  void fileWithoutABlock_isNoticedUnlessTheInodeCanHoldIt() throws IOException {
    make("a");
    scan(path -> false, stat -> with(stat, stat.mode(), 64 << 10, 0));
    assertThat(notices()).isEmpty();
    scan(path -> false, stat -> with(stat, stat.mode(), (64 << 10) + 1, 0));
    assertThat(notices()).containsExactly("HOLES_FILLED 1 [a]");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void fifo_isRefusedUnlessItIsLeftOut() throws IOException, InterruptedException {
    make("a/b");
    String fifo = scratch.resolve("a/pipe").toString();
    assertThat(new ProcessBuilder("mkfifo", fifo).start().waitFor()).isZero();
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> scan(path -> false, UnaryOperator.identity()))
        .satisfies(error -> assertThat(error.entry()).contains("\"a/pipe\""))
        // For env, too, which has no such option.
        .satisfies(
            error -> assertThat(error.next()).contains("`holotree record` can leave it out"));
    assertThat(paths(scan(path -> path.length == 6, UnaryOperator.identity())))
        .containsExactly("", "a", "a/b");
  }

  @Test
  void notices_keepFiveExamples() {
    for (int i = 0; i < 9; i++) {
      notices.add(ScanNotice.HOLES_FILLED, new byte[] {(byte) ('a' + i)});
    }
    notices.add(ScanNotice.SPECIAL_MODE_DROPPED);
    assertThat(notices())
        .containsExactly("SPECIAL_MODE_DROPPED 1 []", "HOLES_FILLED 9 [a, b, c, d, e]");
  }

  private ScannedTree scan(Predicate<byte[]> excluded, UnaryOperator<FileStat> change) {
    try (SpaceTree tree = new Changed(new PortableStrategy().openTree(scratch), change)) {
      return new TreeScanner(excluded, notices, ProgressListener.NONE).scan(tree);
    }
  }

  private List<String> notices() {
    return notices.toList((kind, count, examples) -> kind + " " + count + " " + examples);
  }

  private static List<String> paths(ScannedTree scanned) {
    List<String> paths = new ArrayList<>();
    for (int entry = 0; entry < scanned.catalog().size(); entry++) {
      paths.add(new String(scanned.path(entry), StandardCharsets.UTF_8));
    }
    return paths;
  }

  private void make(String... files) throws IOException {
    for (String file : files) {
      Files.createDirectories(scratch.resolve(file).getParent());
      Files.createFile(scratch.resolve(file));
    }
  }

  private static FileStat with(FileStat stat, int mode, long size, long allocated) {
    return new FileStat(
        stat.kind(),
        mode,
        size,
        stat.mtimeSeconds(),
        stat.mtimeNanos(),
        stat.ctimeSeconds(),
        stat.ctimeNanos(),
        stat.device(),
        stat.inode(),
        stat.links(),
        allocated,
        stat.owner(),
        stat.mountPoint());
  }

  /// Says something else of each entry.
  private static final class Changed extends ForwardingTree {
    private final UnaryOperator<FileStat> change;

    Changed(SpaceTree tree, UnaryOperator<FileStat> change) {
      super(tree);
      this.change = change;
    }

    @Override
    public DirectoryCursor list(TreeDirectory directory) {
      return new ForwardingCursor(super.list(directory)) {
        @Override
        public FileStat stat() {
          return change.apply(super.stat());
        }
      };
    }
  }
}

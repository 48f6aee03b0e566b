package holotree.testkit.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What is in files, streams and links, and what is told of them.
class FilesTest extends WindowsRules {

  private static final long SECOND = 10_000_000;
  private static final long SECONDS_TO_1970 = 11_644_473_600L;

  @Test
  void bytes_areReadAsTheyWereWritten() throws Exception {
    long file = create("f");
    write(file, 3, "def");
    assertThat(read(file)).isEqualTo("\0\0\0def");
    windows.append(file, bytes("g"));
    windows.setSize(file, 9);
    assertThat(path("f")).hasContent("\0\0\0defg\0\0");
    assertThat(windows.read(file, 9, Arena.ofAuto().allocate(4))).isZero();
    assertThat(windows.facts(file).size()).isEqualTo(9);
    windows.flush(file);
    assertThat(windows.count("flush")).isEqualTo(1);
    windows.close(file);
  }

  @Test
  void interruptedThread_readsAndWritesOn() throws Exception {
    long file = create("f");
    Thread.currentThread().interrupt();
    write(file, 0, "x");
    assertThat(read(file)).isEqualTo("x");
    assertThat(windows.tryLock(file, true)).isTrue();
    windows.close(file);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void appending_losesNothingToOthers() throws Exception {
    make("f", "");
    int each = 200;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        all.add(
            threads.submit(() -> {
              long file = open("f", Numbers.APPEND_DATA);
              for (int i = 0; i < each; i++) {
                windows.append(file, bytes("0123456789"));
              }
              windows.close(file);
              return true;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(path("f")).hasContent("0123456789".repeat(8 * each));
  }

  @Test
  void times_areThoseOfTheDiskRoundedDown() throws Exception {
    make("f", "x");
    Instant instant = Instant.ofEpochSecond(1_600_000_000, 123_456_789);
    Files.setLastModifiedTime(path("f"), FileTime.from(instant));
    long file = open("f", FACTS);
    long expected = (1_600_000_000L + SECONDS_TO_1970) * SECOND + 1_234_567;
    assertThat(windows.facts(file).modified()).isEqualTo(expected);
    windows.setFacts(file, expected + 1, 0);
    assertThat(Files.getLastModifiedTime(path("f")).toInstant()).isEqualTo(instant.plusNanos(11));
    assertThat(windows.facts(file).modified()).isEqualTo(expected + 1);
    windows.close(file);
  }

  @Test
  void stream_followsItsFileAndIsNotListed() throws Exception {
    makeDirectory("d");
    long directory = open("d", READ);
    long stream = windows.open(directory, ":Mark", WRITE, ALL, Numbers.CREATE, 0);
    write(stream, 0, "123");
    windows.append(stream, bytes("4"));
    assertThat(windows.facts(stream).size()).isEqualTo(4);
    windows.close(stream);
    rename("d", "e", false);
    assertThat(windows.list(directory, true)).containsExactly(".", "..");
    long again = windows.open(directory, ":mark:$DATA", READ, ALL, Numbers.OPEN, 0);
    assertThat(read(again)).isEqualTo("1234");
    windows.close(again);
    requireRefused(
        Numbers.ERROR_ALREADY_EXISTS,
        () -> windows.open(directory, ":MARK", WRITE, ALL, Numbers.CREATE, 0));
    requireRefused(
        Numbers.ERROR_FILE_NOT_FOUND,
        () -> windows.open(directory, ":other", READ, ALL, Numbers.OPEN, 0));
    long gone = windows.open(directory, ":mark", DELETE, ALL, Numbers.OPEN, 0);
    windows.delete(gone);
    windows.close(gone);
    requireRefused(
        Numbers.ERROR_FILE_NOT_FOUND,
        () -> windows.open(directory, ":mark", READ, ALL, Numbers.OPEN, 0));
    windows.conditions().fileSystem(FileSystemKind.FAT32);
    requireRefused(
        Numbers.ERROR_INVALID_NAME,
        () -> windows.open(directory, ":mark", WRITE, ALL, Numbers.CREATE, 0));
    windows.close(directory);
  }

  @Test
  void link_isOpenedItself() throws Exception {
    makeDirectory("d");
    windows.makeSymlink(windows.fullName(path("l")), "d\\x", true);
    assertThat(Files.readSymbolicLink(path("l"))).isEqualTo(Path.of("d/x"));
    long link = open("l", FACTS | DELETE);
    SimulatedFacts facts = windows.facts(link);
    assertThat(facts.attributes())
        .isEqualTo(Numbers.ATTRIBUTE_REPARSE_POINT | Numbers.ATTRIBUTE_DIRECTORY);
    assertThat(facts.reparseTag()).isEqualTo(Numbers.REPARSE_TAG_SYMLINK);
    assertThat(windows.readLink(link)).isEqualTo("d\\x");
    windows.setFacts(link, SECOND * SECONDS_TO_1970, 0);
    assertThat(windows.facts(link).modified()).isEqualTo(SECOND * SECONDS_TO_1970);
    windows.rename(link, root, "m", false);
    windows.close(link);
    requireRefused(
        Numbers.ERROR_ACCESS_DENIED,
        () -> windows.open(root, "m", FACTS, ALL, Numbers.OPEN, Numbers.NON_DIRECTORY_FILE));
    requireRefused(
        Numbers.ERROR_ALREADY_EXISTS,
        () -> windows.makeSymlink(windows.fullName(path("M")), "d", true));
    delete("m");
    assertThat(path("m").toAbsolutePath()).doesNotExist();
    assertThat(path("d")).isEmptyDirectory();
  }

  @Test
  void linkOfAnotherProgram_isOneToWhatItLeadsTo() throws Exception {
    makeDirectory("d");
    Files.createSymbolicLink(path("l"), path("d"));
    Files.createSymbolicLink(path("m"), Path.of("absent"));
    long link = open("l", FACTS);
    long other = open("m", FACTS);
    assertThat(windows.facts(link).attributes() & Numbers.ATTRIBUTE_DIRECTORY).isNotZero();
    assertThat(windows.facts(other).attributes() & Numbers.ATTRIBUTE_DIRECTORY).isZero();
    assertThat(windows.readLink(link)).isEqualTo(path("d").toString().replace('/', '\\'));
    requireRefused(Numbers.ERROR_NOT_A_REPARSE_POINT, () -> windows.readLink(root));
    windows.close(link);
    windows.close(other);
  }

  @Test
  void linkWithoutThePrivilege_isNotMade() {
    windows.conditions().symlinkPrivilege(false);
    requireRefused(
        Numbers.ERROR_PRIVILEGE_NOT_HELD,
        () -> windows.makeSymlink(windows.fullName(path("l")), "d", true));
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void sharing_wantsRefsAndClustersAndALongEnoughTarget() throws Exception {
    make("a", "x".repeat(10_000));
    long source = open("a", READ);
    long target = create("b");
    requireRefused(Numbers.ERROR_INVALID_FUNCTION, () -> windows.share(source, target, 0, 4096));
    windows.conditions().fileSystem(FileSystemKind.REFS);
    requireRefused(Numbers.ERROR_INVALID_PARAMETER, () -> windows.share(source, target, 0, 4096));
    windows.setSize(target, 10_000);
    requireRefused(Numbers.ERROR_INVALID_PARAMETER, () -> windows.share(source, target, 0, 10_000));
    requireRefused(Numbers.ERROR_INVALID_PARAMETER, () -> windows.share(source, target, 100, 4096));
    windows.share(source, target, 0, 12_288);
    windows.close(source);
    windows.close(target);
    assertThat(path("b")).hasContent("x".repeat(10_000));
  }

  @Test
  void fullDisk_takesNothingMore() throws Exception {
    windows.conditions().bytesLeft(5);
    assertThat(windows.space(windows.fullName(place)).bytes()).isEqualTo(5);
    long file = create("f");
    write(file, 0, "123");
    requireRefused(Numbers.ERROR_DISK_FULL, () -> write(file, 0, "123456789"));
    write(file, 0, "45678");
    requireRefused(Numbers.ERROR_DISK_FULL, () -> windows.append(file, bytes("9")));
    requireRefused(Numbers.ERROR_DISK_FULL, () -> windows.setSize(file, 6));
    requireRefused(Numbers.ERROR_DISK_FULL, () -> create("g"));
    windows.close(file);
    delete("f");
    make("g", "12345");
    assertThat(path("g")).hasContent("12345");
  }

  @Test
  void volume_isAsItIsSet() throws Exception {
    assertThat(windows.volume(root).type()).isEqualTo("NTFS");
    assertThat(windows.facts(root).idHigh()).isZero();
    windows.conditions().fileSystem(FileSystemKind.REFS).bootId("7");
    assertThat(windows.volume(root).type()).isEqualTo("ReFS");
    assertThat(windows.facts(root).idHigh()).isNotZero();
    assertThat(windows.bootId()).isEqualTo("7");
  }

  @Test
  void zeroBytes_areNothing() throws Exception {
    long file = create("f");
    assertThat(windows.read(file, 0, MemorySegment.NULL)).isZero();
    windows.close(file);
  }
}

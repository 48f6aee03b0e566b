package holotree.engine.lock;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the holder of a lock wrote beside it: three lines of text, `pid`, `started` and `command`. It
/// names a holder to people; no lock is judged by it.
///
/// @param pid of the process
/// @param started when that process started, milliseconds since 1970
/// @param command what it does, such as `holotree restore ci`
record HolderNote(long pid, long started, String command) {

  private static final int MOST_CHARACTERS = 200;

  // The system derives the start from the time since boot; the two drift when the clock is set.
  private static final long DRIFT_MILLIS = 2000;

  // To ask the system takes longer than to lock.
  private static final Optional<Long> OWN_START = start(ProcessHandle.current());

  /// The note of this process.
  ///
  /// @return null if the system does not say when it started
  static @Nullable HolderNote own(String command) {
    long pid = ProcessHandle.current().pid();
    return OWN_START.map(start -> new HolderNote(pid, start, printable(command))).orElse(null);
  }

  byte[] encode() {
    return ("pid " + pid + "\nstarted " + started + "\ncommand " + command + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The note in `file`; null if there is none in it, such as after a loss of power.
  static @Nullable HolderNote decode(byte[] file) {
    List<String> lines = Arrays.asList(new String(file, StandardCharsets.UTF_8).split("\n", -1));
    String pid = value(lines, "pid ");
    String started = value(lines, "started ");
    String command = value(lines, "command ");
    try {
      return new HolderNote(Long.parseLong(pid), Long.parseLong(started), printable(command));
    } catch (NumberFormatException torn) {
      return null;
    }
  }

  /// Whether the process that wrote it is still there.
  boolean writerLives() {
    return ProcessHandle.of(pid)
        .flatMap(HolderNote::start)
        .filter(start -> Math.abs(start - started) <= DRIFT_MILLIS)
        .isPresent();
  }

  /// Whether this process wrote it.
  boolean isOwn() {
    return pid == ProcessHandle.current().pid();
  }

  /// The holder, for people.
  String describe() {
    return "`" + command + "` (process " + pid + ")";
  }

  private static Optional<Long> start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElse("");
  }

  // Others may have written it, and it goes to a terminal.
  private static String printable(String text) {
    String cut = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    return cut.replaceAll("[^\\P{C}]", "?");
  }
}

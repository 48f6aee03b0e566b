package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.testkit.windows.SimulatedWindows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A simulated Windows and a strategy on it, for one test.
final class SimulatedDisk {

  private final SimulatedWindows windows;
  private final AtomicLong hurried = new AtomicLong();

  /// @param scratch a directory of the test's own, so that nothing is held there from another test
  SimulatedDisk(Path scratch) {
    windows = new SimulatedWindows(scratch.resolve("side-of-windows"));
  }

  SimulatedWindows windows() {
    return windows;
  }

  /// A strategy that waits as long as it has to.
  WindowsStrategy strategy() {
    return strategy(new Patience(System::nanoTime, TimeUnit.NANOSECONDS::sleep, 1));
  }

  /// A strategy whose waiting takes no time.
  WindowsStrategy hurriedStrategy() {
    return strategy(new Patience(hurried::get, hurried::addAndGet, 1));
  }

  private WindowsStrategy strategy(Patience patience) {
    return new WindowsStrategy(
        () -> new SimulatedKernel(windows), patience, InstantSource.system());
  }

  /// How long the hurried strategies have waited, nanoseconds.
  long waited() {
    return hurried.get();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static MemorySegment content(String text) {
    return Arena.ofAuto().allocateFrom(JAVA_BYTE, bytes(text));
  }

  /// Makes a file in a tree's root.
  static FileStat create(SpaceTree tree, String name, int mode, String text) {
    return tree.createFile(
        tree.root(), bytes(name), mode, 1_600_000_000, 123_456_789, content(text));
  }
}

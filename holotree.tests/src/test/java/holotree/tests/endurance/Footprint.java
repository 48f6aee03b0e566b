package holotree.tests.endurance;

import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process holds.
///
/// @param descriptors open files
/// @param threads of any kind
/// @param heapBytes used after a collection
/// @param nativeBytes of memory that belongs to no file; a heap that was all taken at the start counts in
///     it, but does not change it
record Footprint(int descriptors, int threads, long heapBytes, long nativeBytes) {

  private static final int COLLECTIONS = 3;

  static Footprint now() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return new Footprint(
        Workplace.names(Path.of("/proc/self/fd")).size(),
        Workplace.names(Path.of("/proc/self/task")).size(),
        runtime.totalMemory() - runtime.freeMemory(),
        anonymousBytes());
  }

  private static long anonymousBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package holotree.bench.prefetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Makes a library cold: drops what the page cache holds of its packs, and of nothing else.
/// Dropping everything would chill the runtime and the target as well, and be measured with them.
final class PageCache {

  private final Path library;

  /// @param library its root; no pack of it may be mapped when [#drop] is called
  PageCache(Path library) {
    this.library = library;
  }

  /// Drops the packs' pages, with the `dd` of GNU coreutils.
  ///
  /// @throws IOException if that failed
  void drop() throws IOException, InterruptedException {
    List<Path> packs;
    try (Stream<Path> files = Files.walk(library.resolve("packs"))) {
      packs = files.filter(Files::isRegularFile).toList();
    }
    for (Path pack : packs) {
      List<String> command = new ArrayList<>(List.of("dd", "iflag=nocache", "count=0"));
      command.add("status=none");
      command.add("if=" + pack);
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException(command + " ended with " + status);
      }
    }
  }
}

package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Lists a directory for a handle, in the order of NTFS. Thread-safe.
final class Listing {

  private static final int BATCH = 64;

  private final OpenFile directory;
  private final Whereabouts whereabouts;
  private List<String> names = List.of();
  private int given;
  private boolean begun;

  Listing(OpenFile directory, Whereabouts whereabouts) {
    this.directory = directory;
    this.whereabouts = whereabouts;
  }

  synchronized List<String> next(boolean first) throws WindowsRefusal, IOException {
    directory.requireAccess(Numbers.READ_DATA);
    if (!directory.isDirectory()) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_PARAMETER);
    }
    if (first || !begun) {
      names = names();
      given = 0;
      begun = true;
    }
    List<String> batch = names.subList(given, Math.min(given + BATCH, names.size()));
    given += batch.size();
    return List.copyOf(batch);
  }

  private List<String> names() throws WindowsRefusal, IOException {
    List<String> found = new ArrayList<>();
    Path path = whereabouts.path(directory);
    if (path == null) {
      throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      entries.forEach(entry -> found.add(String.valueOf(entry.getFileName())));
    }
    found.sort(Comparator.comparing(NameRules::folded).thenComparing(name -> name));
    found.addAll(0, List.of(".", ".."));
    return found;
  }
}

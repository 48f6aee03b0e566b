package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds names in whatever case. Used by one thread at a time.
final class Names {

  // Listing a directory for each new name in it would take a time that grows with its square.
  private static final int DIRECTORIES = 256;

  private static final class Index {
    final Map<String, String> names = new HashMap<>();
    long modified;
  }

  private final Map<Path, Index> indexes = new LinkedHashMap<>(16, 0.75f, true);
  private final Whereabouts whereabouts;

  Names(Whereabouts whereabouts) {
    this.whereabouts = whereabouts;
  }

  /// Where a name below an open directory is.
  Place below(OpenFile directory, String name) throws WindowsRefusal, IOException {
    NameRules.requireValid(name);
    if (directory.isSymlink()) {
      throw new WindowsRefusal(Numbers.ERROR_CANT_RESOLVE_FILENAME);
    }
    Path parent = whereabouts.path(directory);
    if (!directory.isDirectory() || parent == null) {
      throw new WindowsRefusal(Numbers.ERROR_PATH_NOT_FOUND);
    }
    return new Place(parent, name, find(parent, name));
  }

  /// Where a full name is; links are followed but for the last part.
  Place full(String fullName, boolean longNames) throws WindowsRefusal, IOException {
    Path path = FullNames.path(fullName, longNames);
    Path above = path.getParent();
    if (above == null) {
      return new Place(path, "", DiskEntry.at(path));
    }
    Path parent = directory(above);
    String name = String.valueOf(path.getFileName());
    return new Place(parent, name, find(parent, name));
  }

  private Path directory(Path path) throws WindowsRefusal, IOException {
    Path real;
    try {
      real = path.toRealPath();
    } catch (FileSystemLoopException e) {
      throw new WindowsRefusal(Numbers.ERROR_CANT_RESOLVE_FILENAME);
    } catch (IOException notInThatCase) {
      real = walk(path);
    }
    if (!Files.isDirectory(real)) {
      throw new WindowsRefusal(Numbers.ERROR_PATH_NOT_FOUND);
    }
    return real;
  }

  private Path walk(Path path) throws WindowsRefusal, IOException {
    Path reached = Path.of("/");
    for (Path part : path) {
      DiskEntry found = find(reached, part.toString());
      if (found == null) {
        throw new WindowsRefusal(Numbers.ERROR_PATH_NOT_FOUND);
      }
      try {
        reached = found.path().toRealPath();
      } catch (NoSuchFileException dangling) {
        throw new WindowsRefusal(Numbers.ERROR_PATH_NOT_FOUND);
      }
    }
    return reached;
  }

  private @Nullable DiskEntry find(Path parent, String name) throws WindowsRefusal, IOException {
    DiskEntry exact;
    try {
      exact = DiskEntry.at(parent.resolve(name));
    } catch (InvalidPathException notUtf8) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_NAME);
    }
    if (exact != null) {
      return exact;
    }
    DiskEntry directory = DiskEntry.at(parent);
    if (directory == null || !directory.isDirectory()) {
      return null;
    }
    String other = index(directory).names.get(NameRules.folded(name));
    return other == null ? null : DiskEntry.at(parent.resolve(other));
  }

  private Index index(DiskEntry directory) throws IOException {
    Index known = indexes.get(directory.path());
    if (known != null && known.modified == directory.modified()) {
      return known;
    }
    Index index = new Index();
    index.modified = directory.modified();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        index.names.put(NameRules.folded(name), name);
      }
    }
    indexes.put(directory.path(), index);
    if (indexes.size() > DIRECTORIES) {
      indexes.remove(indexes.keySet().iterator().next());
    }
    return index;
  }

  /// Hears that a name was made.
  void added(Path path) throws IOException {
    Index index = indexes.get(path.getParent());
    if (index != null) {
      String name = String.valueOf(path.getFileName());
      index.names.put(NameRules.folded(name), name);
      changed(path, index);
    }
  }

  /// Hears that a name went; of a directory, with all below.
  void removed(Path path, boolean directory) throws IOException {
    if (directory) {
      indexes.keySet().removeIf(each -> each.startsWith(path));
    }
    Index index = indexes.get(path.getParent());
    if (index != null) {
      String name = String.valueOf(path.getFileName());
      index.names.remove(NameRules.folded(name), name);
      changed(path, index);
    }
  }

  private static void changed(Path path, Index index) throws IOException {
    Path parent = path.getParent();
    DiskEntry directory = parent == null ? null : DiskEntry.at(parent);
    index.modified = directory == null ? 0 : directory.modified();
  }
}

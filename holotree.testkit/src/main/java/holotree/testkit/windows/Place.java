package holotree.testkit.windows;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a name is, or would be.
///
/// @param parent directory, every link resolved
/// @param name as it was asked for
/// @param existing what has that name, in whatever case; null if nothing does
record Place(Path parent, String name, @Nullable DiskEntry existing) {

  Path path() {
    return parent.resolve(name);
  }
}

package holotree.api.fs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes clones of files, for a strategy that has no call for that itself: `java.nio` has none. A
/// service: see `java.util.ServiceLoader`; asked for by [FileSystemStrategy#cloningBy].
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. Constructing it and [#appliesTo] load no native code, touch no file and do not throw. It is
///    thread-safe.
/// 2. A clone is a regular file of its own, owned by who makes it, with the bytes of its source. A
///    later write to either is not seen in the other, and the source stays as it is.
/// 3. Neither name is followed if it is a symbolic link, and what has the clone's name already stays.
/// 4. What was not cloned has left nothing behind. Why is an answer and never thrown: whatever is made
///    in its place fails alike if the reason is one of the disk.
public interface FileCloner {

  /// Whether it works on `system`.
  boolean appliesTo(OperatingSystem system);

  /// Makes `clone` a clone of the regular file `source`: a reflink. Mode and times are the source's, or
  /// those of a new file.
  ///
  /// @param clone absolute; not there, its directory is
  /// @param source absolute
  /// @return null if it was made, otherwise what keeps it from being made: [Obstacle#NAME_TAKEN],
  ///     [Obstacle#SOURCE_GONE] or [Obstacle#NOT_POSSIBLE]
  ShareOutcome.@Nullable NotApplicable cloneFile(Path clone, Path source);
}

package holotree.engine;

import holotree.api.ProgressListener;
import holotree.api.error.NotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a Holotree works. Immutable.
///
/// @param home absolute; what belongs to one user: spaces and their state; made when first written to
/// @param library absolute; packs and catalogs; made when first recorded into
/// @param workers how many threads work at once, 1 to 32; the file system may allow fewer
/// @param progress hears how each operation gets on
public record HolotreeOptions(Path home, Path library, int workers, ProgressListener progress) {

  private static final int MAX_WORKERS = 32;

  // What Java reads where the bytes of a name are not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  /// @throws IllegalArgumentException if `workers` is not 1 to 32
  public HolotreeOptions {
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers are 1 to 32, not " + workers);
    }
    home = home.toAbsolutePath().normalize();
    library = library.toAbsolutePath().normalize();
  }

  /// Options with which nobody hears of progress.
  public HolotreeOptions(Path home, Path library, int workers) {
    this(home, library, workers, ProgressListener.NONE);
  }

  /// The options that the environment names: `HOLOTREE_HOME`, else `holotree` in the platform's data
  /// directory, which on Linux is `XDG_DATA_HOME`, else `.local/share` in `HOME`, else in the directory that
  /// the system lists for the user; `HOLOTREE_LIBRARY`, else `library` in the home; a worker for each
  /// processor.
  ///
  /// @throws IllegalArgumentException if a variable that counts is no path, or none in UTF-8
  /// @throws NotFoundException if nothing says where the home is
  public static HolotreeOptions defaults() {
    return of(System.getenv());
  }

  /// As [#defaults], with the variables given.
  ///
  /// @throws IllegalArgumentException if a variable that counts is no path, or none in UTF-8
  /// @throws NotFoundException if nothing says where the home is
  public static HolotreeOptions of(Map<String, String> environment) {
    Path named = path("HOLOTREE_HOME", environment);
    Path home = named == null ? dataDirectory(environment) : named;
    Path library = path("HOLOTREE_LIBRARY", environment);
    return new HolotreeOptions(
        home,
        library == null ? home.resolve("library") : library,
        Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_WORKERS));
  }

  /// The same with another home; the library moves along if it was in the old one.
  public HolotreeOptions withHome(Path other) {
    boolean inside = library.equals(home.resolve("library"));
    return new HolotreeOptions(
        other, inside ? other.resolve("library") : library, workers, progress);
  }

  /// The same with another library.
  public HolotreeOptions withLibrary(Path other) {
    return new HolotreeOptions(home, other, workers, progress);
  }

  /// The same with another number of workers.
  public HolotreeOptions withWorkers(int other) {
    return new HolotreeOptions(home, library, other, progress);
  }

  /// The same with someone else who hears of progress.
  public HolotreeOptions withProgress(ProgressListener other) {
    return new HolotreeOptions(home, library, workers, other);
  }

  // Null if it is not set, or empty.
  private static @Nullable Path path(String variable, Map<String, String> environment) {
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      return null;
    }
    Path path;
    try {
      path = Path.of(value).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(variable + " is no path: " + e.getReason(), e);
    }
    if (path.toString().indexOf(REPLACEMENT) >= 0) {
      throw new IllegalArgumentException(
          variable
              + " means "
              + path
              + ", which is not UTF-8, so that another directory would be used; set it to an absolute"
              + " path in UTF-8");
    }
    return path;
  }

  // XDG Base Directory Specification on Linux; the vendors' own places elsewhere.
  private static Path dataDirectory(Map<String, String> environment) {
    String system = System.getProperty("os.name", "");
    Path local = system.startsWith("Windows") ? path("LOCALAPPDATA", environment) : null;
    Path data = local == null ? absolutePath("XDG_DATA_HOME", environment) : local;
    if (data != null) {
      return data.resolve("holotree");
    }
    Path user = userDirectory(environment);
    return system.startsWith("Mac")
        ? user.resolve("Library/Application Support/holotree")
        : user.resolve(".local/share/holotree");
  }

  private static Path userDirectory(Map<String, String> environment) {
    Path home = absolutePath("HOME", environment);
    if (home != null) {
      return home;
    }
    // What the system's list of users says; Java makes "?" of it where it says nothing.
    Path listed = Path.of(System.getProperty("user.home", ""));
    if (!listed.isAbsolute()) {
      throw new NotFoundException(
          "There is no directory for the home: HOME is not set, or relative, and the system knows none"
              + " of this user.",
          List.of(),
          "Set HOME or HOLOTREE_HOME to an absolute path.");
    }
    return listed;
  }

  // Null if it is relative, too.
  private static @Nullable Path absolutePath(String variable, Map<String, String> environment) {
    boolean absolute = environment.getOrDefault(variable, "").startsWith("/");
    return absolute ? path(variable, environment) : null;
  }
}

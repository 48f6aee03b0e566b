package holotree.engine.program;

import holotree.api.error.NotFoundException;
import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks a command up as `execvp` of POSIX does.
public final class ProgramSearch {

  private static final String SEPARATOR = System.getProperty("path.separator", ":");

  private static final int ANYONE_EXECUTES = 0111;

  private final FileSystemStrategy strategy;

  /// A search.
  public ProgramSearch(FileSystemStrategy strategy) {
    this.strategy = strategy;
  }

  /// The file of a command: of the first directory in `path` that has it; the one named if the command
  /// has a separator in it.
  ///
  /// @param path directories joined by the platform's path separator; an empty one is the working
  ///     directory
  /// @return absolute
  /// @throws NotFoundException if there is none that can be executed
  public Path find(String command, String path) {
    if (command.contains("/") || command.contains(FileSystems.getDefault().getSeparator())) {
      Path named = Path.of(command).toAbsolutePath();
      if (isProgram(named)) {
        return named;
      }
      throw new NotFoundException(
          "There is no program " + command + ".", List.of(), "Check the path and its mode.");
    }
    if (!command.isEmpty()) {
      for (String directory : path.split(Pattern.quote(SEPARATOR), -1)) {
        Path candidate = Path.of(directory).toAbsolutePath().resolve(command);
        if (isProgram(candidate)) {
          return candidate;
        }
      }
    }
    throw new NotFoundException(
        "There is no command \"" + command + "\" on the PATH " + path + ".",
        List.of(),
        "Check the spelling, or give its path.");
  }

  private boolean isProgram(Path file) {
    FileStat stat = follow(file);
    return stat != null && stat.kind() == EntryKind.FILE && (stat.mode() & ANYONE_EXECUTES) != 0;
  }

  // A directory of the PATH that cannot be looked into has nothing for this user.
  private @Nullable FileStat follow(Path file) {
    try {
      FileStat stat = strategy.stat(file);
      return stat != null && stat.kind() == EntryKind.SYMLINK
          ? strategy.stat(strategy.resolve(file))
          : stat;
    } catch (RefusedException closed) {
      return null;
    }
  }
}

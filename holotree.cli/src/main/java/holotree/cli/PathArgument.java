package holotree.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An argument that names a file or directory.
final class PathArgument implements ITypeConverter<Path> {

  // What Java reads where bytes are not UTF-8. Which bytes they were is lost.
  private static final char REPLACEMENT = '\uFFFD';

  @Override
  public Path convert(String text) {
    try {
      return parse(text);
    } catch (UsageException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /// The path `text`.
  ///
  /// @throws UsageException if it is empty or cannot be one, or nobody can tell what it is relative to
  static Path parse(String text) {
    return parse(text, Path.of("").toAbsolutePath());
  }

  /// The same.
  ///
  /// @param working the working directory, absolute
  static Path parse(String text, Path working) {
    if (text.isEmpty()) {
      throw new UsageException("\"\" names no file or directory; the working directory is .");
    }
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + text + "\" cannot be a path: " + e.getReason());
    }
    if (!path.isAbsolute() && working.toString().indexOf(REPLACEMENT) >= 0) {
      throw new UsageException(
          "\""
              + text
              + "\" is relative to the working directory, and the path of that, "
              + working
              + ", is not UTF-8, so that another directory would be meant; work elsewhere, or give an"
              + " absolute path");
    }
    return path;
  }

  /// Refuses a command whose program is a path that nobody can follow.
  ///
  /// @param command the program and its arguments; one without a slash is looked up on the PATH
  /// @throws UsageException as [#parse(String)]
  static void requireProgram(List<String> command) {
    String program = command.getFirst();
    if (TargetArgument.isDirectory(program)) {
      Path _ = parse(program);
    }
  }

  /// Refuses arguments that came as something else than was given.
  ///
  /// @throws UsageException if one holds bytes that are not UTF-8
  static void requireText(String... arguments) {
    for (String argument : arguments) {
      if (argument.indexOf(REPLACEMENT) >= 0) {
        throw new UsageException(
            "The argument \""
                + argument
                + "\" is not UTF-8, so that something else would be meant; give it in UTF-8, for a"
                + " file through a symbolic link with such a name");
      }
    }
  }
}

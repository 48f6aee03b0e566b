package holotree.cli;

import holotree.engine.Target;
import java.nio.file.FileSystems;

/// An argument that names a space or a directory.
final class TargetArgument {

  private TargetArgument() {}

  /// Whether it is `.` or `..` or has a separator in it.
  static boolean isDirectory(String text) {
    return text.equals(".")
        || text.equals("..")
        || text.indexOf('/') >= 0
        || text.contains(FileSystems.getDefault().getSeparator());
  }

  /// A directory if it is `.` or `..` or has a separator in it, a space of the home otherwise.
  ///
  /// @throws UsageException if it can be neither
  static Target parse(String text) {
    if (!isDirectory(text)) {
      return new Target.Space(NameArgument.check("The space", text));
    }
    return new Target.Directory(PathArgument.parse(text));
  }
}

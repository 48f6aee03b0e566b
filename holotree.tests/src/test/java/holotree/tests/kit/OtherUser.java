package holotree.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A user of this machine that has nothing but an id, of a group of the same id. Needs root and util-linux;
/// what it runs must be in directories that everybody may enter.
///
/// @param id of the user
public record OtherUser(int id) {

  /// The same program, run by this user.
  public Program runs(Program program) {
    List<String> words =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--"));
    words.addAll(program.command());
    return new Program(words, program.directory(), program.environment());
  }

  /// Makes a directory (mode 0755) that belongs to this user.
  public Path makeDirectory(Path path) {
    Workplace.requireRoot();
    try {
      Files.createDirectory(path);
      Files.setAttribute(path, "unix:uid", id);
      Files.setAttribute(path, "unix:gid", id);
      Files.setAttribute(path, "unix:mode", 0755);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

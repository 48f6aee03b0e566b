package holotree.engine.program;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.OperatingSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The variables with which a program runs in a space. They say what activating it in a shell would say,
/// as far as that are variables: no script of the space is run.
public final class SpaceVariables {

  private static final String SEPARATOR = System.getProperty("path.separator", ":");

  /// The variable that holds the space's path.
  public static final String SPACE = "HOLOTREE_SPACE";

  private final FileSystemStrategy strategy;

  /// Variables for spaces that `strategy` looks into.
  public SpaceVariables(FileSystemStrategy strategy) {
    this.strategy = strategy;
  }

  /// `HOLOTREE_SPACE`; `PATH` with the space's `bin` (`Scripts` on Windows) and `node_modules/.bin` first,
  /// where they exist; for a virtual environment of Python `VIRTUAL_ENV`, `VIRTUAL_ENV_PROMPT` and no
  /// `PYTHONHOME`; for a conda environment `CONDA_PREFIX`, `CONDA_DEFAULT_ENV` and `CONDA_SHLVL`.
  ///
  /// @param space absolute
  /// @param outside the variables to begin with
  /// @return all of them
  public Map<String, String> of(Path space, Map<String, String> outside) {
    Map<String, String> variables = new HashMap<>(outside);
    variables.put(SPACE, space.toString());
    List<String> path = new ArrayList<>();
    for (String programs : List.of(bin(), "node_modules/.bin")) {
      if (hasDirectory(space.resolve(programs))) {
        path.add(space.resolve(programs).toString());
      }
    }
    String before = outside.getOrDefault("PATH", "");
    if (!before.isEmpty()) {
      path.add(before);
    }
    variables.put("PATH", String.join(SEPARATOR, path));
    if (has(space.resolve("pyvenv.cfg"), EntryKind.FILE)) {
      variables.put("VIRTUAL_ENV", space.toString());
      variables.put("VIRTUAL_ENV_PROMPT", String.valueOf(space.getFileName()));
      variables.remove("PYTHONHOME");
    }
    if (has(space.resolve("conda-meta"), EntryKind.DIRECTORY)) {
      variables.put("CONDA_PREFIX", space.toString());
      variables.put("CONDA_DEFAULT_ENV", space.toString());
      variables.put("CONDA_SHLVL", "1");
    }
    return variables;
  }

  private static String bin() {
    return OperatingSystem.current() == OperatingSystem.WINDOWS ? "Scripts" : "bin";
  }

  private boolean hasDirectory(Path path) {
    return has(path, EntryKind.DIRECTORY) || has(path, EntryKind.SYMLINK);
  }

  private boolean has(Path path, EntryKind kind) {
    FileStat there = strategy.stat(path);
    return there != null && there.kind() == kind;
  }
}

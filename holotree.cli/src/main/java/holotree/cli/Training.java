package holotree.cli;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/// What the ahead-of-time cache is trained on: in one process, what users do in many. Run when an image
/// is built, and never after.
public final class Training {

  private Training() {}

  /// Runs commands one after the other.
  ///
  /// @param args a home, to be made, and a tree to record; what comes before the last two is ignored
  public static void main(String[] args) {
    String home = args[args.length - 2];
    String tree = args[args.length - 1];
    String sources = Path.of(tree, "runtime", "conf").toString();
    List<List<String>> commands =
        List.of(
            List.of("version"),
            List.of("record", tree, "--name", "tree"),
            List.of("record", tree, "--name", "again"),
            List.of("restore", "tree", "--space", "copied", "--placement", "copy"),
            List.of("restore", "tree", "--space", "copied", "--placement", "copy"),
            List.of("restore", "tree", "--space", "copied"),
            List.of("restore", "tree", "--space", "filling", "--placement", "hardlink"),
            List.of("restore", "tree", "--space", "linked", "--placement", "hardlink"),
            List.of("restore", "again", "--to", Path.of(home, "auto").toString(), "--json"),
            env("built", sources),
            env("known", sources),
            List.of("list"),
            List.of("show", "tree"),
            List.of("status"),
            List.of("spaces"),
            List.of("diff", "tree", "again"),
            List.of("stats"),
            List.of("verify", "copied"),
            List.of("delete", "copied"));
    for (List<String> command : commands) {
      require(0, home, command);
    }
    // The last step of `run` would end this process: a command that is not there comes as far as
    // can be.
    require(
        ExitCode.NOT_FOUND.besideProgram(),
        home,
        List.of("run", "tree", "--space", "running", "--", "no-such-command"));
  }

  private static List<String> env(String space, String sources) {
    return List.of(
        "env", "env", "--from", sources, "--space", space, "--", "cp", "-R", sources, "{stage}");
  }

  private static void require(int expected, String home, List<String> command) {
    int code = run(home, command);
    if (code != expected) {
      throw new IllegalStateException("exit code " + code + " of " + command);
    }
  }

  private static int run(String home, List<String> command) {
    String[] line = new String[command.size() + 2];
    line[0] = "--home";
    line[1] = home;
    for (int i = 0; i < command.size(); i++) {
      line[i + 2] = command.get(i);
    }
    return Main.run(OutputStream.nullOutputStream(), line);
  }
}

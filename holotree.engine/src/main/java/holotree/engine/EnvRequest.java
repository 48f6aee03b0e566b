package holotree.engine;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An environment to restore, and how it is built where the library lacks it. Immutable.
///
/// The sources' contents in this order, the platform and the command say what is built: the same again is
/// not built again. The variables and the working directory do not count.
///
/// @param name the recording's name, `[a-z0-9][a-z0-9._-]{0,99}`
/// @param sources what the environment is built from
/// @param command the build command and its arguments, in which `{stage}` stands for the directory to
///     fill, as the variable `HOLOTREE_STAGE` does
/// @param environment the variables it gets
/// @param input whether it reads what this process would read; otherwise it finds nothing to read
/// @param output gets what it writes, and what is to be told meanwhile; not closed
/// @param restore how and where to restore; its `recording` is not looked at
public record EnvRequest(
    String name,
    List<Source> sources,
    List<String> command,
    Map<String, String> environment,
    boolean input,
    OutputStream output,
    RestoreRequest restore) {

  /// @throws IllegalArgumentException if there is no command
  public EnvRequest {
    sources = List.copyOf(sources);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("no build command");
    }
  }

  /// The environment `name`, built by `command` from nothing else, with the variables of this process and
  /// its output discarded, restored into the space `name`.
  public static EnvRequest of(String name, List<String> command) {
    return new EnvRequest(
        name,
        List.of(),
        command,
        System.getenv(),
        false,
        OutputStream.nullOutputStream(),
        RestoreRequest.of(name));
  }

  /// The same, built from a further file or directory.
  public EnvRequest from(Path file) {
    return from(new Source.File(file));
  }

  /// The same, built from a further source.
  public EnvRequest from(Source source) {
    List<Source> more = new ArrayList<>(sources);
    more.add(source);
    return new EnvRequest(name, more, command, environment, input, output, restore);
  }

  /// The same, where the command gets these variables and no others.
  public EnvRequest environment(Map<String, String> variables) {
    return new EnvRequest(name, sources, command, variables, input, output, restore);
  }

  /// The same, where the command reads what this process would read.
  public EnvRequest inheritingInput() {
    return new EnvRequest(name, sources, command, environment, true, output, restore);
  }

  /// The same, with the command's output going to `other`.
  public EnvRequest output(OutputStream other) {
    return new EnvRequest(name, sources, command, environment, input, other, restore);
  }

  /// The same, restored where and how `other` says.
  public EnvRequest restore(RestoreRequest other) {
    return new EnvRequest(name, sources, command, environment, input, output, other);
  }

  /// Something that an environment is built from. What it is called does not count, only what is in it.
  public sealed interface Source {

    /// A file or directory.
    ///
    /// @param path absolute, or relative to the working directory
    record File(Path path) implements Source {}

    /// Some bytes; a file that holds them counts the same.
    ///
    /// @param content not to be changed any more
    record Bytes(byte[] content) implements Source {}
  }
}

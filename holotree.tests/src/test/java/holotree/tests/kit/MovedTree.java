package holotree.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says how a restored tree differs from the one that was recorded, whose paths are not its own. Shares
/// nothing with the engine: it knows paths to search for, no offsets.
public final class MovedTree {

  /// What became of an entry.
  public enum Form {
    /// The same bytes; it holds none of the paths.
    SAME,
    /// Each path is replaced by its new one.
    REPLACED,
    /// Each path is replaced by its new one and slashes, as many as keep its length.
    PADDED,
    /// Something else of the same length stands where each path was.
    FILLED,
    /// It is not there.
    MISSING,
    /// It was not there.
    EXTRA,
    /// Its bytes, symlink target, type, mode or modification time are not what they should be.
    WRONG
  }

  private final Path original;
  private final Map<String, String> moves;
  private final Pattern paths;

  /// @param original the recorded tree, wherever it is now
  /// @param moves the paths where it was built, each with the one that is to stand in its place
  public MovedTree(Path original, Map<Path, Path> moves) {
    this.original = original;
    this.moves = new HashMap<>();
    moves.forEach((from, to) -> this.moves.put(latin(from), latin(to)));
    this.paths =
        Pattern.compile(
            this.moves.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
  }

  /// The form of each entry in `target`, by its path; no other forms than `allowed` may be there.
  public Map<String, Form> formsIn(Path target, Form... allowed) {
    Set<String> entries = entries(original);
    entries.addAll(entries(target));
    Map<String, Form> forms = new TreeMap<>();
    Map<String, Form> others = new TreeMap<>();
    for (String entry : entries) {
      Form form = form(original.resolve(entry), target.resolve(entry));
      forms.put(entry, form);
      if (!List.of(allowed).contains(form)) {
        others.put(entry, form);
      }
    }
    assertThat(others).as("what else than %s is in %s", List.of(allowed), target).isEmpty();
    return forms;
  }

  /// The files of the original that hold one of the paths, sorted.
  public Set<String> holders() {
    Set<String> holders = new TreeSet<>();
    for (String entry : entries(original)) {
      Path path = original.resolve(entry);
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && paths.matcher(content(path)).find()) {
        holders.add(entry);
      }
    }
    return holders;
  }

  private Form form(Path was, Path is) {
    if (!Files.exists(is, LinkOption.NOFOLLOW_LINKS)) {
      return Form.MISSING;
    }
    if (!Files.exists(was, LinkOption.NOFOLLOW_LINKS)) {
      return Form.EXTRA;
    }
    if (!attribute(was, "unix:mode").equals(attribute(is, "unix:mode"))
        || !attribute(was, "lastModifiedTime").equals(attribute(is, "lastModifiedTime"))) {
      return Form.WRONG;
    }
    return Files.isDirectory(was, LinkOption.NOFOLLOW_LINKS)
        ? Form.SAME
        : form(content(was), content(is));
  }

  private Form form(String was, String is) {
    if (!paths.matcher(was).find()) {
      return is.equals(was) ? Form.SAME : Form.WRONG;
    }
    if (is.equals(replace(was, moves::get))) {
      return Form.REPLACED;
    }
    if (is.equals(replace(was, this::padded))) {
      return Form.PADDED;
    }
    return is.length() == was.length() && filled(is, was) ? Form.FILLED : Form.WRONG;
  }

  private String padded(String from) {
    String to = moves.get(from);
    return to + "/".repeat(Math.max(0, from.length() - to.length()));
  }

  private boolean filled(String is, String was) {
    Matcher place = paths.matcher(was);
    int at = 0;
    while (place.find()) {
      if (!is.regionMatches(at, was, at, place.start() - at)
          || is.startsWith(place.group(), place.start())) {
        return false;
      }
      at = place.end();
    }
    return is.regionMatches(at, was, at, was.length() - at);
  }

  private String replace(String was, UnaryOperator<String> with) {
    return paths
        .matcher(was)
        .replaceAll(place -> Matcher.quoteReplacement(with.apply(place.group())));
  }

  private static Set<String> entries(Path tree) {
    try (Stream<Path> walk = Files.walk(tree)) {
      return walk.map(path -> tree.relativize(path).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path path) {
    try {
      return Files.isSymbolicLink(path)
          ? latin(Files.readSymbolicLink(path))
          : Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object attribute(Path path, String name) {
    try {
      return Files.getAttribute(path, name, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A character for each byte.
  private static String latin(Path path) {
    return new String(
        path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}

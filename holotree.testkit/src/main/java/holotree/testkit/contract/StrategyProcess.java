package holotree.testkit.contract;

import holotree.api.error.HolotreeException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The program of another process that contract suites start: it uses a strategy as it is told to, line by
/// line, and answers each with a line.
public final class StrategyProcess {

  /// What a line begins with that is an answer.
  static final String ANSWER = "> ";

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private final List<String> arguments;
  private final FileSystemStrategy strategy;
  private final Path root;
  private final List<Object> held = new ArrayList<>();
  private @Nullable LibraryStore store;

  private StrategyProcess(List<String> arguments) throws ReflectiveOperationException {
    this.arguments = arguments;
    this.strategy = newStrategy(arguments.getFirst());
    this.root = Path.of(arguments.get(1));
  }

  private static FileSystemStrategy newStrategy(String type) throws ReflectiveOperationException {
    var constructor =
        Class.forName(type).asSubclass(FileSystemStrategy.class).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  /// Answers until its input ends.
  ///
  /// @param arguments name of the strategy's class, path of the store's root, and whatever else
  @SuppressWarnings("SystemOut") // the streams are the process's own, and lead to the suite
  public static void main(String[] arguments) throws Exception {
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    output.println(ANSWER + "ready");
    StrategyProcess process = new StrategyProcess(List.of(arguments));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      output.println(ANSWER + process.answer(List.of(line.split(" ", -1))));
    }
  }

  private String answer(List<String> words) throws Exception {
    return switch (words.getFirst()) {
      case "describe" -> describe();
      case "temporary" -> hold(store().createTemporary());
      case "lock" -> hold(store().lock(words.get(1), mode(words.get(2))));
      case "try" -> tryLock(words.get(1), mode(words.get(2)));
      case "unlock" -> unlock();
      case "open" -> openAndClose(words.get(1));
      case "append" -> append(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
      case "become" -> become(Path.of(words.get(1)), StrategyProcess.class.getName());
      case "files" -> openFiles();
      case "process" -> Long.toString(ProcessHandle.current().pid());
      case "arguments" -> String.join("|", arguments.subList(2, arguments.size()));
      case "environment" -> new TreeMap<>(System.getenv()).toString();
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private String describe() {
    TreeSet<OperatingSystem> systems = new TreeSet<>();
    for (OperatingSystem system : OperatingSystem.values()) {
      if (strategy.appliesTo(system)) {
        systems.add(system);
      }
    }
    return strategy.id() + " " + strategy.rank() + " " + systems;
  }

  private LibraryStore store() {
    LibraryStore open = store;
    if (open == null) {
      open = strategy.store(root, Durability.VOLATILE);
      store = open;
    }
    return open;
  }

  private static LockMode mode(String word) {
    return LockMode.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private String hold(Object what) {
    held.add(what);
    return "done";
  }

  private String tryLock(String path, LockMode mode) {
    StoreLock lock = store().tryLock(path, mode);
    return lock == null ? "taken" : hold(lock);
  }

  private String unlock() {
    ((StoreLock) held.removeLast()).close();
    return "done";
  }

  private String openAndClose(String path) {
    StoredFile file = store().open(path);
    if (file == null) {
      return "nothing";
    }
    file.close();
    return "done";
  }

  private String append(String path, String sign, int count) {
    Pieces.append(store(), path, sign, count);
    return "done";
  }

  // The same program once more, which says what it got.
  private String become(Path program, String main) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:-UsePerfData"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main));
    words.addAll(arguments);
    words.addAll(List.of("two words", ""));
    List<StoreLock> kept =
        held.stream()
            .filter(StoreLock.class::isInstance)
            .map(StoreLock.class::cast)
            .limit(1)
            .toList();
    try {
      Outcome outcome =
          strategy.become(
              program, words, Map.of("HOLOTREE_GIVEN", "a=b c"), Inheritance.UNKNOWN, kept);
      return outcome instanceof Outcome.NotApplicable ? "not applicable" : "returned " + outcome;
    } catch (HolotreeException e) {
      return "failed: " + e.getMessage();
    }
  }

  // Those of the store, where the system tells of open files.
  private String openFiles() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    if (Files.isDirectory(OPEN_FILES)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
        for (Path file : files) {
          if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).startsWith(root)) {
            found.add(root.relativize(Files.readSymbolicLink(file)).toString());
          }
        }
      }
    }
    return found.toString();
  }
}

package holotree.api.fs;

import java.util.Set;

/// What a process got from its caller and what a Java runtime adds to or changes at its start, so that a
/// program that the process becomes gets it as if there had been no Java. Immutable.
///
/// @param files numbers of the files that the caller had opened for it, beside the three standard streams
/// @param ignoredSignals numbers of the signals that were ignored
/// @param openFiles how many files the process might have open (the soft limit); 0 if that is not known,
///     and the program keeps the limit of now
public record Inheritance(Set<Integer> files, Set<Integer> ignoredSignals, long openFiles) {

  /// Nothing is known: the standard streams alone, no signal ignored, the limit of now.
  public static final Inheritance UNKNOWN = new Inheritance(Set.of(), Set.of(), 0);

  private static final int MAX_SIGNAL = 64;

  /// @throws IllegalArgumentException if a file or the limit is negative, or a signal not 1 to 64
  public Inheritance {
    files = Set.copyOf(files);
    ignoredSignals = Set.copyOf(ignoredSignals);
    if (openFiles < 0
        || files.stream().anyMatch(file -> file < 0)
        || ignoredSignals.stream().anyMatch(signal -> signal < 1 || signal > MAX_SIGNAL)) {
      throw new IllegalArgumentException(
          "files " + files + ", signals " + ignoredSignals + ", limit " + openFiles);
    }
  }
}

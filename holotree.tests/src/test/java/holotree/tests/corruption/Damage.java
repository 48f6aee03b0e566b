package holotree.tests.corruption;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// One way to damage a library or a home.
///
/// @param kind what is damaged and how, for the counts
/// @param at where: an offset or a pair of files
/// @param files the damaged files, whole
record Damage(String kind, String at, Supplier<Map<Path, byte[]>> files) {

  @Override
  public String toString() {
    return kind + " " + at;
  }
}

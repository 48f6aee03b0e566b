package holotree.engine.survey;

import holotree.api.Catalog;
import holotree.api.EntryType;
import java.util.Arrays;

/// Finds the entries of one catalog in another by their paths: both are in tree order, so each
/// directory's children are merged.
final class EntryMatch {

  private EntryMatch() {}

  /// For each entry of `now` the entry of `was` at the same path; -1 where there is none.
  static int[] of(Catalog was, Catalog now) {
    int[] match = new int[now.size()];
    Arrays.fill(match, -1);
    match[0] = 0;
    Children wasChildren = Children.of(was);
    Children nowChildren = Children.of(now);
    for (int directory = 0; directory < now.size(); directory++) {
      int old = match[directory];
      if (old >= 0
          && now.type(directory) == EntryType.DIRECTORY
          && was.type(old) == EntryType.DIRECTORY) {
        merge(was, wasChildren, old, now, nowChildren, directory, match);
      }
    }
    return match;
  }

  private static void merge(
      Catalog was,
      Children wasChildren,
      int old,
      Catalog now,
      Children nowChildren,
      int directory,
      int[] match) {
    int at = wasChildren.first(old);
    int end = wasChildren.end(old);
    for (int i = nowChildren.first(directory); i < nowChildren.end(directory); i++) {
      int entry = nowChildren.get(i);
      byte[] name = now.name(entry);
      int order = -1;
      while (at < end && (order = was.compareName(wasChildren.get(at), name)) < 0) {
        at++;
      }
      if (at < end && order == 0) {
        match[entry] = wasChildren.get(at++);
      }
    }
  }
}

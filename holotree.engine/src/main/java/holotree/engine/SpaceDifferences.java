package holotree.engine;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.diff.CatalogDifferences;
import holotree.engine.diff.EntryDifference;
import holotree.engine.diff.EntryDifference.Aspect;
import holotree.engine.diff.EntryDifference.Side;
import holotree.engine.diff.PathOrder;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.tree.TreePath;
import holotree.engine.verify.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/// What has to change to make a restored tree another catalog's, from what a verification found. A
/// verification names only the top of what is missing or extra; here each entry below it counts. Not
/// thread-safe.
final class SpaceDifferences {

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final SpaceTree tree;
  private final List<EntryDifference> differences = new ArrayList<>();

  SpaceDifferences(Catalog catalog, RelocationPlan relocation, SpaceTree tree) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.tree = tree;
  }

  /// The differences, in tree order.
  ///
  /// @param findings in tree order
  List<EntryDifference> of(List<Finding> findings) {
    for (int at = 0; at < findings.size(); ) {
      Finding first = findings.get(at);
      FileStat there = first.there();
      switch (first.aspect()) {
        case MISSING -> addAll(first.entry());
        case EXTRA -> {
          if (there != null) {
            differences.add(EntryDifference.removed(first.path(), side(there)));
            removeAllBelow(first.path(), there);
          }
        }
        case TYPE, MODE, MTIME, SIZE, CONTENT, TARGET -> {
          EnumSet<Aspect> aspects = EnumSet.noneOf(Aspect.class);
          int end = at;
          while (end < findings.size() && isOfEntry(findings.get(end), first.entry())) {
            aspects.add(aspect(findings.get(end)));
            end++;
          }
          change(first, aspects);
          at = end - 1;
        }
      }
      at++;
    }
    differences.sort(Comparator.comparing(EntryDifference::path, new PathOrder()));
    return differences;
  }

  private static boolean isOfEntry(Finding finding, int entry) {
    return finding.entry() == entry
        && finding.aspect() != Finding.Aspect.EXTRA
        && finding.aspect() != Finding.Aspect.MISSING;
  }

  private void change(Finding finding, EnumSet<Aspect> aspects) {
    int entry = finding.entry();
    FileStat there = finding.there();
    if (there == null) {
      return;
    }
    differences.add(new EntryDifference(finding.path(), side(there), restored(entry), aspects));
    if (aspects.contains(Aspect.TYPE)) {
      addAllBelow(entry);
      removeAllBelow(finding.path(), there);
    }
  }

  private void addAll(int entry) {
    differences.add(EntryDifference.added(catalog.path(entry), restored(entry)));
    addAllBelow(entry);
  }

  // Everything below a directory follows it in a catalog.
  private void addAllBelow(int directory) {
    for (int entry = directory + 1; entry < catalog.size() && isBelow(entry, directory); entry++) {
      if (relocation.action(entry) != RelocationPlan.Action.LEAVE_OUT) {
        differences.add(EntryDifference.added(catalog.path(entry), restored(entry)));
      }
    }
  }

  private boolean isBelow(int entry, int directory) {
    int above = catalog.parent(entry);
    while (above > directory) {
      above = catalog.parent(above);
    }
    return above == directory;
  }

  private void removeAllBelow(byte[] path, FileStat there) {
    if (there.kind() == EntryKind.DIRECTORY) {
      TreeDirectory directory = tree.root();
      for (byte[] name : names(path)) {
        directory = tree.openDirectory(directory, name);
      }
      removeAllIn(directory, path);
    }
  }

  private void removeAllIn(TreeDirectory directory, byte[] path) {
    List<byte[]> directories = new ArrayList<>();
    try (DirectoryCursor cursor = tree.list(directory)) {
      while (cursor.next()) {
        FileStat stat = cursor.stat();
        byte[] name = cursor.name();
        differences.add(EntryDifference.removed(TreePath.join(path, name), side(stat)));
        if (stat.kind() == EntryKind.DIRECTORY) {
          directories.add(name);
        }
      }
    }
    for (byte[] name : directories) {
      removeAllIn(tree.openDirectory(directory, name), TreePath.join(path, name));
    }
  }

  private static List<byte[]> names(byte[] path) {
    List<byte[]> names = new ArrayList<>();
    // A character for each byte, and back.
    for (String name : new String(path, StandardCharsets.ISO_8859_1).split("/", -1)) {
      names.add(name.getBytes(StandardCharsets.ISO_8859_1));
    }
    return names;
  }

  private Side restored(int entry) {
    return catalog.type(entry) == EntryType.FILE
        ? new Side(EntryKind.FILE, relocation.restoredSize(entry))
        : CatalogDifferences.side(catalog, entry);
  }

  private static Side side(FileStat stat) {
    return new Side(stat.kind(), stat.kind() == EntryKind.FILE ? stat.size() : -1);
  }

  private static Aspect aspect(Finding finding) {
    return switch (finding.aspect()) {
      case TYPE -> Aspect.TYPE;
      case MODE -> Aspect.MODE;
      case MTIME -> Aspect.MTIME;
      case SIZE, CONTENT -> Aspect.CONTENT;
      case TARGET -> Aspect.TARGET;
      case MISSING, EXTRA -> throw new IllegalArgumentException("no change of an entry");
    };
  }
}

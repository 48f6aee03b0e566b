package holotree.engine.verify;

import holotree.api.Catalog;
import holotree.api.PlainText;
import holotree.api.ProgressListener;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.tree.TreePath;
import holotree.engine.verify.Finding.Aspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares names and what the file system says of them with a catalog; finds the files whose bytes are
/// still to be compared. Not thread-safe.
final class TreeComparison {

  /// A file to digest.
  ///
  /// @param entry which one
  /// @param directory where it is
  record Candidate(int entry, TreeDirectory directory) {}

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final SpaceTree tree;
  private final KeptAttributes kept;
  private final Findings findings;
  private final ProgressListener progress;
  private final List<Candidate> candidates = new ArrayList<>();
  private final int[] firstChild;
  private final int[] nextSibling;

  TreeComparison(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      Findings findings,
      ProgressListener progress) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.tree = tree;
    this.kept = tree.keptAttributes();
    this.findings = findings;
    this.progress = progress;
    this.firstChild = new int[catalog.size()];
    this.nextSibling = new int[catalog.size()];
    for (int entry = catalog.size() - 1; entry > 0; entry--) {
      nextSibling[entry] = firstChild[catalog.parent(entry)];
      firstChild[catalog.parent(entry)] = entry;
    }
  }

  /// Compares the whole tree.
  ///
  /// @return the files to digest, in tree order
  /// @throws InterruptedOperationException if the thread is interrupted meanwhile
  List<Candidate> run() {
    @Nullable TreeDirectory[] open = new TreeDirectory[catalog.size()];
    open[0] = tree.root();
    compareAttributes(0, tree.stat(tree.root()));
    for (int entry = 0; entry < catalog.size(); entry++) {
      TreeDirectory directory = open[entry];
      if (directory != null) {
        compareDirectory(entry, directory, open);
      }
    }
    return candidates;
  }

  private void compareDirectory(
      int entry, TreeDirectory directory, @Nullable TreeDirectory[] open) {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException("verify");
    }
    TreeMap<byte[], FileStat> there = new TreeMap<>(Arrays::compareUnsigned);
    try (DirectoryCursor cursor = tree.list(directory)) {
      while (cursor.next()) {
        there.put(cursor.name(), cursor.stat());
      }
    }
    progress.advanced(there.size(), 0);
    for (int child = firstChild[entry]; child != 0; child = nextSibling[child]) {
      byte[] name = catalog.name(child);
      FileStat stat = there.remove(name);
      boolean wanted = relocation.action(child) != RelocationPlan.Action.LEAVE_OUT;
      if (stat == null) {
        if (wanted) {
          findings.add(child, catalog.path(child), Aspect.MISSING, typeOf(child), "nothing", null);
        }
      } else if (!wanted) {
        findings.add(child, catalog.path(child), Aspect.EXTRA, "left out here", kindOf(stat), stat);
      } else if (compareAttributes(child, stat)) {
        compareContent(child, directory, name, stat, open);
      }
    }
    there.forEach((name, stat) ->
        findings.add(
            entry,
            TreePath.join(catalog.path(entry), name),
            Aspect.EXTRA,
            "nothing",
            kindOf(stat),
            stat));
  }

  /// Whether the type is right, so that a look inside makes sense.
  private boolean compareAttributes(int entry, FileStat stat) {
    if (!typeOf(entry).equals(kindOf(stat))) {
      findings.add(entry, catalog.path(entry), Aspect.TYPE, typeOf(entry), kindOf(stat), stat);
      return false;
    }
    if (!kept.hasMode(stat, catalog.mode(entry))) {
      findings.add(
          entry,
          catalog.path(entry),
          Aspect.MODE,
          octal(catalog.mode(entry)),
          octal(stat.mode()),
          stat);
    }
    if (!kept.hasTime(stat, catalog.mtimeSeconds(entry), catalog.mtimeNanos(entry))) {
      findings.add(
          entry,
          catalog.path(entry),
          Aspect.MTIME,
          instant(catalog.mtimeSeconds(entry), catalog.mtimeNanos(entry)),
          instant(stat.mtimeSeconds(), stat.mtimeNanos()),
          stat);
    }
    long size = relocation.restoredSize(entry);
    if (stat.kind() == EntryKind.FILE && size >= 0 && size != stat.size()) {
      findings.add(
          entry, catalog.path(entry), Aspect.SIZE, size + " bytes", stat.size() + " bytes", stat);
      return false;
    }
    return true;
  }

  private void compareContent(
      int entry,
      TreeDirectory directory,
      byte[] name,
      FileStat stat,
      @Nullable TreeDirectory[] open) {
    switch (catalog.type(entry)) {
      case DIRECTORY -> open[entry] = tree.openDirectory(directory, name);
      case FILE -> {
        if (catalog.size(entry) > 0) {
          candidates.add(new Candidate(entry, directory));
        }
      }
      case SYMLINK -> {
        byte[] target = tree.readSymlink(directory, name);
        byte[] expected = relocation.linkTarget(entry);
        if (!Arrays.equals(expected, target)) {
          findings.add(
              entry,
              catalog.path(entry),
              Aspect.TARGET,
              PlainText.of(expected),
              PlainText.of(target),
              stat);
        }
      }
    }
  }

  private String typeOf(int entry) {
    return catalog.type(entry).name().toLowerCase(Locale.ROOT);
  }

  private static String kindOf(FileStat stat) {
    return stat.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String octal(int mode) {
    return "0" + Integer.toOctalString(mode);
  }

  private static String instant(long seconds, int nanos) {
    return Instant.ofEpochSecond(seconds, nanos).toString();
  }
}

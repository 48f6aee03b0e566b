package holotree.engine.survey;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.tree.MountPoints;
import holotree.engine.tree.OwnerAccess;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Lists one directory and has each entry in it judged. Thread-safe: each directory is visited by one
/// thread, those in it after it.
final class DirectoryVisit {

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final SpaceTree tree;
  private final Children children;
  private final EntryJudge judge;
  private final Survey survey;
  private final Runnable beforeChange;
  // Visited first, before other threads begin.
  private volatile @Nullable FileStat root;

  DirectoryVisit(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      EntryJudge judge,
      Survey survey,
      Runnable beforeChange) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.tree = tree;
    this.children = Children.of(catalog);
    this.judge = judge;
    this.survey = survey;
    this.beforeChange = beforeChange;
  }

  /// Judges the root itself.
  void root() {
    arrive(0, tree.root());
  }

  /// Visits a directory that was judged and opened.
  ///
  /// @param found gets the directories in it that are to be visited
  /// @return how many entries it has
  int run(int entry, IntConsumer found) {
    TreeDirectory directory = survey.directory(entry);
    if (directory == null) {
      throw new IllegalArgumentException("entry " + entry + " is not open");
    }
    int entries = 0;
    try (DirectoryCursor cursor = tree.list(directory)) {
      while (cursor.next()) {
        entries++;
        byte[] name = cursor.name();
        int child = children.find(entry, name);
        if (child == Children.NONE || relocation.action(child) == RelocationPlan.Action.LEAVE_OUT) {
          survey.extra(entry, name);
        } else if (catalog.type(child) == EntryType.DIRECTORY) {
          visitDirectory(directory, child, name, found);
        } else {
          FileStat stat = tree.stat(directory, name);
          if (stat != null) {
            judge.entry(child, directory, name, stat);
          }
        }
      }
    }
    return entries;
  }

  private void visitDirectory(TreeDirectory parent, int entry, byte[] name, IntConsumer found) {
    TreeDirectory directory = open(parent, name);
    if (directory == null) {
      judge.notADirectory(entry);
      return;
    }
    arrive(entry, directory);
    found.accept(entry);
  }

  private void arrive(int entry, TreeDirectory directory) {
    survey.open(entry, directory);
    FileStat stat = tree.stat(directory);
    if (entry == 0) {
      root = stat;
    } else if (MountPoints.isOne(Objects.requireNonNull(root), stat)) {
      throw MountPoints.refusal(catalog.path(entry));
    }
    if (!OwnerAccess.canLookInto(stat.mode()) && !canLookInto(directory)) {
      beforeChange.run();
      OwnerAccess.give(tree, directory);
      stat = tree.stat(directory);
    }
    judge.directory(entry, stat);
  }

  // What can be opened may still keep its names, or what stands under them, to itself.
  private boolean canLookInto(TreeDirectory directory) {
    try (DirectoryCursor cursor = tree.list(directory)) {
      if (cursor.next()) {
        tree.stat(directory, cursor.name());
      }
      return true;
    } catch (RefusedException closed) {
      return false;
    }
  }

  // Opened without being looked at first: what can be opened as a directory is one.
  private @Nullable TreeDirectory open(TreeDirectory parent, byte[] name) {
    try {
      return tree.openDirectory(parent, name);
    } catch (RefusedException refused) {
      FileStat stat = tree.stat(parent, name);
      if (stat == null || stat.kind() != EntryKind.DIRECTORY) {
        return null;
      }
      if (OwnerAccess.canLookInto(stat.mode())) {
        throw refused;
      }
      beforeChange.run();
      OwnerAccess.give(tree, parent, name, stat);
      return tree.openDirectory(parent, name);
    }
  }
}

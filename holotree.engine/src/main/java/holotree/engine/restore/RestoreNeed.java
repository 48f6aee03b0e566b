package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.preflight.Need;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.survey.Extra;
import holotree.engine.survey.Survey;
import holotree.engine.survey.Verdict;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// What a restore puts on the disk of its target, at the least. What the pool may have is left out, as is
/// what a file system keeps beside files: directories' contents, longer symbolic links, attributes.
public final class RestoreNeed {

  /// What files may share with the pool.
  public enum Shared {
    /// Nothing: all are written.
    NOTHING,
    /// Their bytes.
    BYTES,
    /// Their inodes.
    INODES
  }

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final Shared shared;

  /// @param relocation what becomes of each entry at the target
  /// @param shared what its files may share, those that are neither relocated nor empty
  public RestoreNeed(Catalog catalog, RelocationPlan relocation, Shared shared) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.shared = shared;
  }

  /// Adds what a new space needs, its root apart.
  public void addAll(Need need) {
    add(need, _ -> true);
  }

  /// Adds what a refresh makes anew.
  public void addMissing(Need need, Survey survey) {
    add(
        need,
        entry -> survey.verdict(entry) == Verdict.ABSENT || survey.verdict(entry) == Verdict.WRONG);
  }

  /// Takes off what a refresh removes before.
  ///
  /// @return whether that is known: not where whole directories are removed, or hard links
  public boolean removeWrong(Need need, Survey survey, SpaceTree tree) {
    boolean known = true;
    for (Extra extra : survey.extras()) {
      known &= remove(need, tree, survey.directory(extra.directory()), extra.name());
    }
    for (int entry = 1; entry < catalog.size(); entry++) {
      if (survey.verdict(entry) == Verdict.WRONG) {
        known &= remove(need, tree, survey.directory(catalog.parent(entry)), catalog.name(entry));
      }
    }
    return known;
  }

  private void add(Need need, IntPredicate made) {
    for (int entry = 1; entry < catalog.size(); entry++) {
      if (made.test(entry) && relocation.action(entry) != RelocationPlan.Action.LEAVE_OUT) {
        add(need, entry);
      }
    }
  }

  private void add(Need need, int entry) {
    if (catalog.type(entry) != EntryType.FILE || catalog.size(entry) == 0) {
      need.addEntry();
      return;
    }
    boolean shares = relocation.action(entry) == RelocationPlan.Action.AS_IS;
    switch (shares ? shared : Shared.NOTHING) {
      case NOTHING -> {
        // Of a script, whose length its first bytes decide, one is sure.
        need.addFile(Math.max(1, relocation.restoredSize(entry)));
      }
      case BYTES -> need.addEntry();
      case INODES -> {}
    }
  }

  private static boolean remove(
      Need need, SpaceTree tree, @Nullable TreeDirectory parent, byte[] name) {
    FileStat stat = parent == null ? null : tree.stat(parent, name);
    if (stat == null) {
      return true;
    }
    need.remove(stat);
    // Other names of the inode may go, too, or stay.
    return stat.kind() != EntryKind.DIRECTORY && stat.links() == 1;
  }
}

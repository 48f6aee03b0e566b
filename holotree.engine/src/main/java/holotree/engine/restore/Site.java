package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.ProgressListener;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.space.PlacedColumns;
import holotree.engine.survey.Survey;
import java.lang.foreign.MemorySegment;

/// A tree being filled: what is to be there, where, and what is there already. Thread-safe.
///
/// @param catalog what is to be there
/// @param relocation what becomes of each entry there
/// @param tree where
/// @param directories its directories, made as needed
/// @param placed what is there already
record Site(
    Catalog catalog,
    RelocationPlan relocation,
    SpaceTree tree,
    Directories directories,
    PlacedEntries placed) {

  /// A tree that is empty.
  static Site empty(
      Catalog catalog, RelocationPlan relocation, SpaceTree tree, ProgressListener progress) {
    TreeDirectory root = tree.root();
    return new Site(
        catalog,
        relocation,
        tree,
        new Directories(catalog, tree, entry -> entry == 0 ? root : null),
        new PlacedEntries(PlacedColumns.empty(catalog.size()), progress));
  }

  /// A tree with something in it, of which `survey` tells what stays.
  static Site surveyed(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      Survey survey,
      ProgressListener progress) {
    return new Site(
        catalog,
        relocation,
        tree,
        new Directories(catalog, tree, survey::directory),
        new PlacedEntries(survey.placed(), progress));
  }

  /// Whether `entry` is a file with content that is to be there and is not yet.
  boolean lacksContent(int entry) {
    return catalog.type(entry) == EntryType.FILE
        && catalog.size(entry) > 0
        && relocation.action(entry) != RelocationPlan.Action.LEAVE_OUT
        && !placed.has(entry);
  }

  /// The directory that `entry` belongs in, made if it is not there yet.
  TreeDirectory parent(int entry) {
    return directories.get(catalog.parent(entry));
  }

  /// Where `entry` is in the tree, for people.
  String path(int entry) {
    return catalog.entry(entry).path().toString();
  }

  /// Makes the file `entry` of these bytes.
  FileStat create(int entry, MemorySegment bytes) {
    return tree.createFile(
        parent(entry),
        catalog.name(entry),
        catalog.mode(entry),
        catalog.mtimeSeconds(entry),
        catalog.mtimeNanos(entry),
        bytes);
  }

  /// Makes the file `entry`, to be written piece by piece. The caller closes it.
  ///
  /// @param size the length it will have, bytes
  WritableFile createOpen(int entry, long size) {
    return tree.createFile(parent(entry), catalog.name(entry), catalog.mode(entry), size);
  }
}

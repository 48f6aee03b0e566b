package holotree.fuzz;

import holotree.engine.journal.JournalTarget;
import holotree.engine.library.CatalogFileTarget;
import holotree.engine.library.PackTarget;
import holotree.engine.lock.HolderTarget;
import holotree.engine.pool.PoolNoteTarget;
import holotree.engine.space.BuildingMarkTarget;
import holotree.engine.space.SpaceStateTarget;

/// Every target: a class with a method `fuzzerTestOneInput`, as Jazzer calls it. An input is parsed, or
/// refused with one of [holotree.api.error.HolotreeException]; anything else is a finding.
public enum FuzzTarget {
  /// A pack: header, trailer, footer, frames.
  PACK(PackTarget.class),
  /// A frame and its payload.
  FRAME(FrameTarget.class),
  /// A merged index.
  MERGED_INDEX(MergedIndexTarget.class),
  /// The file of a catalog.
  CATALOG_FILE(CatalogFileTarget.class),
  /// The body of a catalog.
  CATALOG_BODY(CatalogBodyTarget.class),
  /// A name, or a blueprint's file.
  NAME(NameTarget.class),
  /// A library's FORMAT.
  LIBRARY_FORMAT(LibraryFormatTarget.class),
  /// The state of a space.
  SPACE_STATE(SpaceStateTarget.class),
  /// A building mark.
  BUILDING_MARK(BuildingMarkTarget.class),
  /// The pool's size.
  POOL_NOTE(PoolNoteTarget.class),
  /// A line of the journal.
  JOURNAL(JournalTarget.class),
  /// The note of a lock's holder.
  HOLDER(HolderTarget.class);

  private final Class<?> target;

  FuzzTarget(Class<?> target) {
    this.target = target;
  }

  /// The class that Jazzer is given.
  public String className() {
    return target.getName();
  }

  /// Tries one input.
  public void run(byte[] input) {
    switch (this) {
      case PACK -> PackTarget.fuzzerTestOneInput(input);
      case FRAME -> FrameTarget.fuzzerTestOneInput(input);
      case MERGED_INDEX -> MergedIndexTarget.fuzzerTestOneInput(input);
      case CATALOG_FILE -> CatalogFileTarget.fuzzerTestOneInput(input);
      case CATALOG_BODY -> CatalogBodyTarget.fuzzerTestOneInput(input);
      case NAME -> NameTarget.fuzzerTestOneInput(input);
      case LIBRARY_FORMAT -> LibraryFormatTarget.fuzzerTestOneInput(input);
      case SPACE_STATE -> SpaceStateTarget.fuzzerTestOneInput(input);
      case BUILDING_MARK -> BuildingMarkTarget.fuzzerTestOneInput(input);
      case POOL_NOTE -> PoolNoteTarget.fuzzerTestOneInput(input);
      case JOURNAL -> JournalTarget.fuzzerTestOneInput(input);
      case HOLDER -> HolderTarget.fuzzerTestOneInput(input);
    }
  }
}

package holotree.engine;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.RawPath;
import holotree.api.fs.StoreLock;
import holotree.engine.diff.CatalogDifferences;
import holotree.engine.diff.EntryDifference;
import holotree.engine.library.Library;
import holotree.engine.space.FoundSpace;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes requests to compare trees.
final class DiffDesk {

  private final Holotree.Desk desk;

  DiffDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  DiffReport diff(String recording, String other) {
    long began = System.nanoTime();
    Library library = desk.library();
    library.checkFormat();
    try (StoreLock _ = library.locks().shared()) {
      Digest from = library.resolve(recording);
      Digest to = library.resolve(other);
      Catalog catalog = library.catalog(from);
      return report(
          new DiffReport.Side(from, null),
          new DiffReport.Side(to, null),
          new CatalogDifferences(catalog, from.equals(to) ? catalog : library.catalog(to)),
          began);
    }
  }

  DiffReport diff(Target space, String other) {
    long began = System.nanoTime();
    Library library = desk.library();
    library.checkFormat();
    Digest to = library.resolve(other);
    SpaceDesk spaces = new SpaceDesk(desk);
    FoundSpace found = spaces.find(space).requireKnown();
    List<EntryDifference> differences =
        spaces.compare(
            found,
            to,
            (catalog, relocation, tree, verified) ->
                new SpaceDifferences(catalog, relocation, tree).of(verified.findings()));
    return report(
        new DiffReport.Side(found.state().catalog(), found.path()),
        new DiffReport.Side(to, null),
        differences,
        began);
  }

  private static DiffReport report(
      DiffReport.Side from, DiffReport.Side to, Iterable<EntryDifference> differences, long began) {
    Sum added = new Sum();
    Sum removed = new Sum();
    Sum changed = new Sum();
    for (EntryDifference each : differences) {
      if (each.from() == null) {
        added.add(each.to());
      } else if (each.to() == null) {
        removed.add(each.from());
      } else {
        changed.add(each.to());
      }
    }
    return new DiffReport(
        from,
        to,
        added.total(),
        removed.total(),
        changed.total(),
        System.nanoTime() - began,
        () -> published(differences.iterator()));
  }

  private static Iterator<DiffReport.Difference> published(Iterator<EntryDifference> differences) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return differences.hasNext();
      }

      @Override
      public DiffReport.Difference next() {
        EntryDifference next = differences.next();
        return new DiffReport.Difference(
            new RawPath(next.path()),
            entry(next.from()),
            entry(next.to()),
            aspects(next.aspects()));
      }
    };
  }

  private static DiffReport.@Nullable Entry entry(EntryDifference.@Nullable Side side) {
    return side == null ? null : new DiffReport.Entry(side.kind(), side.size());
  }

  private static Set<DiffReport.Aspect> aspects(Set<EntryDifference.Aspect> aspects) {
    EnumSet<DiffReport.Aspect> published = EnumSet.noneOf(DiffReport.Aspect.class);
    for (EntryDifference.Aspect aspect : aspects) {
      published.add(
          switch (aspect) {
            case TYPE -> DiffReport.Aspect.TYPE;
            case MODE -> DiffReport.Aspect.MODE;
            case MTIME -> DiffReport.Aspect.MTIME;
            case CONTENT -> DiffReport.Aspect.CONTENT;
            case TARGET -> DiffReport.Aspect.TARGET;
          });
    }
    return published;
  }

  /// Counts over one kind of change.
  private static final class Sum {
    private long entries;
    private long bytes;

    void add(EntryDifference.@Nullable Side side) {
      entries++;
      bytes += side == null ? 0 : Math.max(0, side.size());
    }

    DiffReport.Total total() {
      return new DiffReport.Total(entries, bytes);
    }
  }
}

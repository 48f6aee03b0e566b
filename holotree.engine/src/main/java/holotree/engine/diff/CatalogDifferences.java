package holotree.engine.diff;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.fs.EntryKind;
import holotree.engine.diff.EntryDifference.Aspect;
import holotree.engine.diff.EntryDifference.Side;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What differs between two catalogs, in tree order. Nothing but the catalogs is kept and no content is
/// read: each walk goes through both side by side. Thread-safe; each iterator belongs to one thread.
public final class CatalogDifferences implements Iterable<EntryDifference> {

  private static final PathOrder ORDER = new PathOrder();

  private final Catalog from;
  private final Catalog to;

  /// What has to be done to get from the one tree to the other.
  public CatalogDifferences(Catalog from, Catalog to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public Iterator<EntryDifference> iterator() {
    return new Walk();
  }

  /// An entry of a catalog.
  public static Side side(Catalog catalog, int entry) {
    return switch (catalog.type(entry)) {
      case DIRECTORY -> new Side(EntryKind.DIRECTORY, -1);
      case FILE -> new Side(EntryKind.FILE, catalog.size(entry));
      case SYMLINK -> new Side(EntryKind.SYMLINK, -1);
    };
  }

  private EnumSet<Aspect> aspects(int one, int other) {
    EnumSet<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    EntryType type = from.type(one);
    if (type != to.type(other)) {
      aspects.add(Aspect.TYPE);
      return aspects;
    }
    if (from.mode(one) != to.mode(other)) {
      aspects.add(Aspect.MODE);
    }
    if (from.mtimeSeconds(one) != to.mtimeSeconds(other)
        || from.mtimeNanos(one) != to.mtimeNanos(other)) {
      aspects.add(Aspect.MTIME);
    }
    if (type == EntryType.FILE && !sameContent(one, other)) {
      aspects.add(Aspect.CONTENT);
    }
    if (type == EntryType.SYMLINK
        && !(Arrays.equals(from.target(one), to.target(other)) && sameRelocations(one, other))) {
      aspects.add(Aspect.TARGET);
    }
    return aspects;
  }

  private boolean sameContent(int one, int other) {
    return from.size(one) == to.size(other)
        && (from.size(one) == 0 || from.content(one).equals(to.content(other)))
        && sameRelocations(one, other);
  }

  private boolean sameRelocations(int one, int other) {
    return Objects.equals(from.relocations(one), to.relocations(other));
  }

  /// One walk through both catalogs.
  private final class Walk implements Iterator<EntryDifference> {
    private int one;
    private int other;
    private byte @Nullable [] onePath = from.path(0);
    private byte @Nullable [] otherPath = to.path(0);
    private @Nullable EntryDifference next = find();

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public EntryDifference next() {
      EntryDifference found = next;
      if (found == null) {
        throw new NoSuchElementException();
      }
      next = find();
      return found;
    }

    private @Nullable EntryDifference find() {
      while (onePath != null || otherPath != null) {
        EntryDifference difference = step();
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }

    // Null if both have the entry and it is the same.
    private @Nullable EntryDifference step() {
      byte[] path = onePath;
      byte[] otherwise = otherPath;
      int order = path == null ? 1 : otherwise == null ? -1 : ORDER.compare(path, otherwise);
      EntryDifference difference = null;
      if (order < 0 && path != null) {
        difference = EntryDifference.removed(path, side(from, one));
      } else if (order > 0 && otherwise != null) {
        difference = EntryDifference.added(otherwise, side(to, other));
      } else if (path != null) {
        EnumSet<Aspect> aspects = aspects(one, other);
        if (!aspects.isEmpty()) {
          difference = new EntryDifference(path, side(from, one), side(to, other), aspects);
        }
      }
      if (order <= 0) {
        one++;
        onePath = one < from.size() ? from.path(one) : null;
      }
      if (order >= 0) {
        other++;
        otherPath = other < to.size() ? to.path(other) : null;
      }
      return difference;
    }
  }
}

package holotree.engine.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a check found.
///
/// @param packs packs that were looked at
/// @param catalogs catalogs that were looked at
/// @param bytes bytes of packs that were read, whole frames alone; 0 for a look at the structure
/// @param faults what is wrong, by path
/// @param unusable recordings that cannot be restored
public record Checked(
    long packs, long catalogs, long bytes, List<Fault> faults, List<Unusable> unusable) {

  /// @throws NullPointerException if one is null
  public Checked {
    faults = List.copyOf(faults);
    unusable = List.copyOf(unusable);
  }

  /// The same, and what a later look found that the system cannot read.
  public Checked withUnread(Checked later) {
    Set<String> known = unread(this).map(Fault::path).collect(Collectors.toSet());
    List<Fault> all =
        Stream.concat(faults.stream(), unread(later).filter(fault -> !known.contains(fault.path())))
            .sorted(Fault.ORDER)
            .toList();
    return new Checked(packs, catalogs, bytes, all, unusable);
  }

  private static Stream<Fault> unread(Checked checked) {
    return checked.faults.stream().filter(fault -> fault.kind() == Fault.Kind.UNREADABLE);
  }

  /// Whether there is a file that the system cannot read.
  public boolean hasUnread() {
    return unread(this).findAny().isPresent();
  }

  /// Whether nothing is wrong.
  public boolean clean() {
    return faults.isEmpty();
  }
}

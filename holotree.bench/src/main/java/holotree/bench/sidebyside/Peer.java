package holotree.bench.sidebyside;

import java.util.Optional;

/// A contender that Holotree is held against.
///
/// @param bar what Holotree must keep against it; a peer that is there for information has none
record Peer(Contender contender, Optional<Bar> bar) {

  static Peer of(Contender contender) {
    return new Peer(contender, Optional.empty());
  }

  static Peer of(Contender contender, Bar bar) {
    return new Peer(contender, Optional.of(bar));
  }
}

package holotree.engine;

import holotree.api.Digest;
import holotree.api.error.UnsafeException;
import holotree.api.fs.StoreLock;
import holotree.engine.library.Library;
import java.util.List;

/// Takes requests about what stands for a recording. What nothing stands for stays until garbage is collected.
final class KeepDesk {

  private final Library library;

  KeepDesk(Holotree.Desk desk) {
    this.library = desk.library();
  }

  PinReceipt pin(String recording) {
    library.checkFormat();
    try (StoreLock _ = library.locks().shared()) {
      Digest id = library.resolve(recording);
      boolean isNew = library.pins().get(id.toString()) == null;
      if (isNew) {
        library.pins().put(id.toString(), id);
      }
      return new PinReceipt(id, library.names().standingFor(id), true, isNew);
    }
  }

  PinReceipt unpin(String recording) {
    library.checkFormat();
    try (StoreLock _ = library.locks().shared()) {
      Digest id = library.resolve(recording);
      boolean wasThere = library.pins().remove(id.toString());
      library.pins().sync();
      return new PinReceipt(id, library.names().standingFor(id), false, wasThere);
    }
  }

  /// A name stands for its recording no longer; with the last name, or where the recording's id was given,
  /// blueprints go, too.
  EvictReceipt evict(String recording) {
    library.checkFormat();
    try (StoreLock _ = library.locks().shared();
        StoreLock _ = library.locks().naming()) {
      Digest id = library.resolve(recording);
      List<String> all = library.names().standingFor(id);
      boolean byName = all.contains(recording);
      List<String> left =
          byName ? all.stream().filter(name -> !name.equals(recording)).toList() : List.of();
      if (left.isEmpty() && library.pins().get(id.toString()) != null) {
        throw new UnsafeException(
            "to evict " + recording,
            "the recording " + id + " is pinned",
            "Unpin it first: `holotree unpin " + recording + "`.");
      }
      List<String> gone = byName ? List.of(recording) : all;
      gone.forEach(library.names()::remove);
      library.names().sync();
      List<String> blueprints = left.isEmpty() ? library.blueprints().standingFor(id) : List.of();
      blueprints.forEach(library.blueprints()::remove);
      library.blueprints().sync();
      return new EvictReceipt(id, gone, blueprints.size(), left);
    }
  }
}

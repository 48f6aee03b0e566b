package holotree.fs.posix;

import java.util.concurrent.atomic.AtomicReference;

/// An open directory. Its place in a listing belongs to the descriptor, so that one listing at a
/// time can go through it.
final class DirectoryDescriptor extends Descriptor {

  private enum Listing {
    NONE,
    UNDER_WAY,
    ENDED
  }

  private final AtomicReference<Listing> listing = new AtomicReference<>(Listing.NONE);

  /// @param number an open descriptor, owned from now on, in use once already
  DirectoryDescriptor(int number) {
    super(number, 1);
  }

  /// Takes the place for a listing from the first entry, which [#endListing] gives back; false if
  /// another listing has it.
  boolean beginListing() {
    if (listing.compareAndSet(Listing.NONE, Listing.UNDER_WAY)) {
      return true;
    }
    if (!listing.compareAndSet(Listing.ENDED, Listing.UNDER_WAY)) {
      return false;
    }
    if (Libc.rewind(number()) < 0) {
      listing.set(Listing.ENDED);
      return false;
    }
    return true;
  }

  /// Gives the place back.
  void endListing() {
    listing.set(Listing.ENDED);
  }
}

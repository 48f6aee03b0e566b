package holotree.api;

/// Hears how an operation gets on. Called from many threads at once, often and in the middle of the work:
/// an implementation is thread-safe, returns at once, never throws, and costs next to nothing.
///
/// An operation goes through one or more activities, one after the other. Each begins with what there is to
/// do, where that is known, and then advances; an end is not told. What was advanced in the end may differ
/// a little from what was to do: a file changes while it is recorded, another length results where a path
/// is put in.
public interface ProgressListener {

  /// A count that is not known.
  long UNKNOWN = -1;

  /// One that does not listen.
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void began(Activity activity, long entries, long bytes) {}

        @Override
        public void advanced(long entries, long bytes) {}

        @Override
        public void waiting(String what, String holder) {}
      };

  /// What an operation is busy with.
  enum Activity {
    /// Names are read: entries.
    SCAN,
    /// Files are read, digested and stored: files that are not empty, and their bytes.
    RECORD,
    /// What was stored is made durable and visible; nothing is counted.
    PUBLISH,
    /// A tree is filled: entries, and the bytes of files.
    RESTORE,
    /// Files are digested and compared: files that are not empty, and their bytes.
    VERIFY,
    /// What a library holds is encoded anew: packs, and their bytes.
    RECOMPRESS
  }

  /// The operation turned to `activity`; what was advanced before belongs to the one before.
  ///
  /// @param entries how many there are to do, or [#UNKNOWN]
  /// @param bytes how many there are to do, or [#UNKNOWN]
  void began(Activity activity, long entries, long bytes);

  /// So much more was done.
  void advanced(long entries, long bytes);

  /// The operation has been waiting for others for a while, and goes on waiting.
  ///
  /// @param what is waited for, as text for people
  /// @param holder who has it, as text for people
  void waiting(String what, String holder);
}

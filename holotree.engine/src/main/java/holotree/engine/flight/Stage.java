package holotree.engine.flight;

import jdk.jfr.FlightRecorder;

/// The stages of recording and restoring that show in the JDK Flight Recorder, each by an event of its
/// own.
public enum Stage {
  /// Names are read: entries.
  SCAN,
  /// Files are read, cleared of the stage's path and digested: files.
  READ,
  /// A frame is encoded: chunks.
  ENCODE,
  /// A frame is appended to its pack: chunks.
  APPEND,
  /// A pack or a catalog is made durable and visible: structures.
  PUBLISH,
  /// A space is compared with what is known of it: entries.
  SURVEY,
  /// What differs is removed: entries.
  CLEAR,
  /// Chunks are looked up and put in order: frames.
  PLAN,
  /// A frame is read from its pack: frames.
  FETCH,
  /// A frame is decoded: frames.
  DECODE,
  /// A frame's chunks are verified, relocated and placed: chunks.
  PLACE,
  /// Files are digested in the pool, and linked or cloned: files.
  SHARE,
  /// Files are added to the pool: files.
  POOL,
  /// Directories get their modes and times: directories.
  FINISH;

  /// Begins a piece of work; what is not recorded costs next to nothing.
  public Span begin() {
    // Event classes cannot be in an ahead-of-time cache: they are not loaded until someone looks.
    return FlightRecorder.isInitialized() ? Recorded.begin(this) : Span.UNRECORDED;
  }
}

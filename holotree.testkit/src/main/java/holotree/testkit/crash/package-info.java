/// What a loss of power may leave: a strategy that logs what is done to a disk, and the states that a disk
/// may be in when it stops. Start at [holotree.testkit.crash.RecordingStrategy].
///
/// The model is that of POSIX, not that of one file system: until the file is synced, any write to it may
/// be missing or torn; until the directory is synced, any name made in it, moved to it or removed from it
/// may not be; later operations may be there where earlier ones are not. A rename is one piece.
package holotree.testkit.crash;

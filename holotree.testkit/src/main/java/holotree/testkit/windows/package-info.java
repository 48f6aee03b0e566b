/// What Windows answers to calls at the level of handles, on a POSIX system: for tests of a strategy that is
/// written for Windows. Start at [holotree.testkit.windows.SimulatedWindows].
///
/// It knows nothing of the strategy; whoever tests one writes an adapter of one line for each method. Files are
/// files of the disk, so that suites can look at them through `java.nio` as well.
///
/// What is imitated is what Microsoft documents of NTFS and ReFS ("Windows Driver Kit, ntifs.h", "Win32 API,
/// fileapi.h") with the numbers that `RtlNtStatusToDosError` gives. It proves nothing about Windows itself:
/// it shows which answers a strategy must be able to live with.
package holotree.testkit.windows;

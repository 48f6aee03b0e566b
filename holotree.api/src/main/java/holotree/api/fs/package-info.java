/// The file system SPI: the only way from the engine to a disk. Start at
/// [holotree.api.fs.FileSystemStrategy].
///
/// A strategy has three faces: [holotree.api.fs.Probe] says what a place can do,
/// [holotree.api.fs.LibraryStore] keeps immutable files, [holotree.api.fs.SpaceTree] makes and reads
/// directory trees.
package holotree.api.fs;

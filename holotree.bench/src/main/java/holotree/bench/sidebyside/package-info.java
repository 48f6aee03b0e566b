/// Compares the shipped image with its peers, on any tree and on file systems of its own. Start at
/// [holotree.bench.sidebyside.SideBySide]; `bench/side-by-side` builds and runs it.
///
/// Whole cold processes take turns in rounds, each into a directory of its own; nothing is deleted
/// before the file system goes. A [holotree.bench.sidebyside.Work] is one comparison,
/// [holotree.bench.sidebyside.Bars] what it is held against.
///
/// Not here: the engine, which is measured from outside alone, and benchmarks inside one JVM.
package holotree.bench.sidebyside;

/// Keeps a tree free of the path it was made at: finds a stage's path in contents and puts filler
/// in its place, puts a target's path where filler stands, and undoes that to verify. Bytes in,
/// bytes out.
///
/// Recording starts at [holotree.engine.relocate.StagePath], [holotree.engine.relocate.FileKind]
/// and [holotree.engine.relocate.RelocationFinder]; restoring and verifying at
/// [holotree.engine.relocate.RelocationPlan]. Not here: reading and writing files, digests,
/// catalogs on disk.
package holotree.engine.relocate;

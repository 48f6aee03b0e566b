package holotree.engine.record;

/// Work for one reader: some whole files that follow each other in tree order, 1 MiB together at most;
/// or one file over that; or one piece of a file over 4 MiB.
///
/// @param entries the files
/// @param piece which piece of the only file, from 0; 0 for whole files
/// @param bytes length of all that is to be read, bytes
record Batch(int[] entries, int piece, int bytes) {}

package holotree.fs.windows;

/// How something is opened.
///
/// @param access what will be done with it: `ACCESS` constants of [Win32]
/// @param share what others may do meanwhile: `SHARE` constants
/// @param disposition whether it is there: `OPEN`, `CREATE` or `OPEN_IF`
/// @param options what it must be: `DIRECTORY_FILE`, `NON_DIRECTORY_FILE` or 0 for either
record Opening(int access, int share, int disposition, int options) {}

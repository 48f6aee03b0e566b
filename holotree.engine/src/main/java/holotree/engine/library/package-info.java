/// Packs, catalogs and names under one root. Start at [holotree.engine.library.Library].
///
/// Not here: what the bytes mean (`format`), how trees become contents (`record`) and contents trees
/// (`restore`).
package holotree.engine.library;

/// Checks a library and heals it. Start at [holotree.engine.check.LibraryCheck] and
/// [holotree.engine.check.Healer].
///
/// Not here: what is not needed any more (gc), and whether a space is what was restored (verify).
package holotree.engine.check;

/// Takes out of a library what nothing needs. Start at [holotree.engine.gc.GarbageCollector].
///
/// What is needed is found out while others work; only the deletions have the library alone, after another
/// look at what came meanwhile. What stays because it could not be judged stays until the next time.
package holotree.engine.gc;

/// Restores a tree: share what the pool has; of the rest plan, schedule, fetch, decode and verify,
/// relocate, place; fill the pool; finish. Start at [holotree.engine.restore.RestorePipeline].
package holotree.engine.restore;

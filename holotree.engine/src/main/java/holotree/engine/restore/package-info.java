/// Restores a tree: resolve, plan, schedule, fetch, decode and verify, relocate, place, finish. Start
/// at [holotree.engine.restore.RestorePipeline].
package holotree.engine.restore;

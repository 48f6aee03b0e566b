/// The front desk: record a tree, restore it, verify it. Start at [holotree.engine.Holotree].
///
/// Everything else in this module is behind it and not exported.
package holotree.engine;

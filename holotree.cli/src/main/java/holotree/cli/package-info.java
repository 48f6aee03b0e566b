/// The `holotree` command: one class for each verb, on top of the engine's front desk. Start at
/// [holotree.cli.Main].
///
/// Not here: anything that reads or writes a library or a space.
package holotree.cli;

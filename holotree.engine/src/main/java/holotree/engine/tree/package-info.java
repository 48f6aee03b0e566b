/// Live directory trees: read before recording, removed after use. Start at
/// [holotree.engine.tree.TreeScanner].
package holotree.engine.tree;

/// Environments as people have them, built by their own tools, recorded, moved and run. Start at
/// [holotree.tests.realtrees.RealTree].
package holotree.tests.realtrees;

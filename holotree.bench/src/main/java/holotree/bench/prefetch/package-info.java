/// Proof of the prefetch policy: its rivals, traces of real restores, a simulator that replays them
/// ([holotree.bench.prefetch.PolicySimulator]) and restores from a cold library
/// ([holotree.bench.prefetch.ColdRestore]). Nothing here is part of the product.
package holotree.bench.prefetch;

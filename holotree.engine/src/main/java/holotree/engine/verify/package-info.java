/// Compares restored trees with their catalogs, every byte. Start at
/// [holotree.engine.verify.SpaceVerifier].
package holotree.engine.verify;

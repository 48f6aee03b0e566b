/// Whether there is room for what is about to be written. Start at
/// [holotree.engine.preflight.Preflight].
package holotree.engine.preflight;

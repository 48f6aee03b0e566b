/// The prefetch SPI: what to read ahead while a restore works. Start at
/// [holotree.api.prefetch.PrefetchPolicy].
package holotree.api.prefetch;

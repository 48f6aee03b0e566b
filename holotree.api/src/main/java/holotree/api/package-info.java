/// The values of Holotree: digests and catalogs. Start at [holotree.api.Catalog].
///
/// Not here: how catalogs are written (the engine) and how bytes reach a disk (`holotree.api.fs`).
package holotree.api;

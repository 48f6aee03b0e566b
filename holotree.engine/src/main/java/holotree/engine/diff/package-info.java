/// What differs between two trees that are known as catalogs. Start at
/// [holotree.engine.diff.CatalogDifferences].
///
/// Not here: how a restored tree is compared with a catalog (`verify`).
package holotree.engine.diff;

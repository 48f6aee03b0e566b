/// Files that share inodes or bytes with the home's pool: what comes of it, and of a pool that is bad,
/// full or gone.
package holotree.tests.placement;

/// What has been published and does not change by accident: module descriptors, the bytes of every
/// format version, the ids of catalogs. Tests compare with frozen files and never write them;
/// [holotree.tests.golden.GoldenLibrary] is how the frozen library was made.
package holotree.tests.golden;

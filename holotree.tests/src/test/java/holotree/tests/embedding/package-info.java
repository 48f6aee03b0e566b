/// Holotree in other people's programs, as the documents show it.
package holotree.tests.embedding;

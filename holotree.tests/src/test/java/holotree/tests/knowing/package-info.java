/// What is told of libraries, homes and trees, and the schemas of it.
package holotree.tests.knowing;

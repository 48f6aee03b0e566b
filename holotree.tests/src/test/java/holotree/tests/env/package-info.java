/// Environments that are built once, and programs that run in them: real processes of the image.
package holotree.tests.env;

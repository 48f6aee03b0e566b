/// The linked image and others that jlink makes of our modules: what is in them, how they start,
/// and what they say where a module is missing.
package holotree.tests.image;

/// Rules of the architecture, read from the compiled classes, the jars and the sources. Each rule
/// names what it must find at least, so that none can pass on nothing.
package holotree.tests.architecture;

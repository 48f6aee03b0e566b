/// What a user may do wrong, or the system may lack: one message, the right exit code, nothing changed.
package holotree.tests.badinput;

/// Disks that are full: what is refused before it begins, what is taken back, and what needs no room.
package holotree.tests.nospace;

/// What can be a name, and which names look alike. Start at [holotree.engine.name.NameRule].
package holotree.engine.name;

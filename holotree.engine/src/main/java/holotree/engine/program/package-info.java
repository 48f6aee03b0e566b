/// Programs that run on behalf of a user: in a space, or to build an environment. Start at
/// [holotree.engine.program.ChildProgram] and [holotree.engine.program.SpaceVariables].
package holotree.engine.program;

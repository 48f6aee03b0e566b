/// Directories in the home to build trees in. Start at [holotree.engine.stage.Stages].
package holotree.engine.stage;

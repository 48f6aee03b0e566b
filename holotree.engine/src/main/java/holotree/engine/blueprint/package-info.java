/// What an environment is built from, as one id. Start at [holotree.engine.blueprint.Blueprint].
package holotree.engine.blueprint;

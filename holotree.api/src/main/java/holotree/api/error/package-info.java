/// Everything that can go wrong, as one sealed family. Start at
/// [holotree.api.error.HolotreeException].
package holotree.api.error;

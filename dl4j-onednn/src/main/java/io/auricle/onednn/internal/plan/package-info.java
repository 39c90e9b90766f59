/**
 * Compiles whole networks: layers become a linear {@link io.auricle.onednn.internal.plan.Program} of oneDNN primitives over
 * one arena of activations, DL4J's own parameters and DL4J's own gradients.
 *
 * <p>{@link io.auricle.onednn.internal.plan.Network} is what a graph and a list of layers have in common; every layer kind
 * has a {@link io.auricle.onednn.internal.plan.Lowering} that appends its forward and backward steps to a
 * {@link io.auricle.onednn.internal.plan.ProgramBuilder}.
 */
package io.auricle.onednn.internal.plan;

package io.auricle.onednn.internal.plan;

/**
 * What operations need while a plan is compiled.
 *
 * @param builder    takes the steps
 * @param training   whether gradients will be asked for
 * @param parameters parameters and gradients
 * @param random     where dropout gets its masks from
 */
record Context(ProgramBuilder builder, boolean training, Parameters parameters, MaskSource random) {}

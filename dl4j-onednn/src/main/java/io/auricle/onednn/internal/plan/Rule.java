package io.auricle.onednn.internal.plan;

/**
 * How one kind of layer, vertex or preprocessor becomes operations; listed in {@link Lowerings}.
 *
 * @param <C> its configuration
 */
@FunctionalInterface
interface Rule<C> {
    /** The operations, the last of which is the result; throws {@link Unsupported} for options that it does not have. */
    Op lower(Site<C> site);
}

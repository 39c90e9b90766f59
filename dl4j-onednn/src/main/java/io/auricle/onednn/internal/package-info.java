/**
 * oneDNN from Java, thinly: engine and streams, memory over foreign addresses, primitives and their cache.
 *
 * <p>Start at {@link io.auricle.onednn.internal.NativeLibrary}, which says whether the natives are there; everything else
 * here may be touched only when they are. A {@link io.auricle.onednn.internal.MemoryDesc} says shape and layout, a
 * {@link io.auricle.onednn.internal.PrimitiveDesc} (made by {@link io.auricle.onednn.internal.Convolutions} and its
 * neighbours) says an operation, an {@link io.auricle.onednn.internal.Execution} is that operation bound to its memory.
 * All of them own native objects and free them by a Cleaner, or earlier by {@code close()}.
 */
package io.auricle.onednn.internal;

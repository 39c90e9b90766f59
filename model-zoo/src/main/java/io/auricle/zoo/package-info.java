/**
 * Networks that name city sounds.
 *
 * <p>To make a network start at {@link io.auricle.zoo.Architectures}: in goes a {@code FrontEnd} and a number of classes, out comes a
 * Deeplearning4j graph. A network of your own implements {@link io.auricle.zoo.Architecture}. The package {@code io.auricle.zoo.model} keeps trained networks in files; {@code io.auricle.zoo.classify} uses them.
 */
package io.auricle.zoo;

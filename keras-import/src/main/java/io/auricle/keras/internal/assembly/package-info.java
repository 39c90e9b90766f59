/** From a file to a graph: opens it, draws its model layer after layer, and fills in the weights. */
package io.auricle.keras.internal.assembly;

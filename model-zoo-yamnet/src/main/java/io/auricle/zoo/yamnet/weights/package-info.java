/** YAMNet's weights and the names of its classes. What enters: nothing; what leaves: two resources. */
package io.auricle.zoo.yamnet.weights;

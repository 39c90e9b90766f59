/** The shipped weights. What enters: nothing; what leaves: a model file as a resource. */
package io.auricle.zoo.pretrained;

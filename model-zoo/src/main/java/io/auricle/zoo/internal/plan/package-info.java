/** What a network's configuration would make, worked out before anything is made: one rule per kind of layer and vertex. */
package io.auricle.zoo.internal.plan;

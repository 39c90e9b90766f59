/** Tools of the training room that nobody outside names: checks, files written aside, random streams, checkpoints. */
package io.auricle.training.internal;

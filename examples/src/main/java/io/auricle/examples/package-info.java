/**
 * The command line: one class a command, each thin over the libraries. What enters: the words a person types; what
 * leaves: results on stdout, progress on stderr, an exit code (0 done, 1 the work failed, 2 wrong usage). Start at
 * {@link io.auricle.examples.Main}.
 */
package io.auricle.examples;

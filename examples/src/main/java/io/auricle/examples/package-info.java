/** The command line: one class a command, thin over the libraries. */
package io.auricle.examples;

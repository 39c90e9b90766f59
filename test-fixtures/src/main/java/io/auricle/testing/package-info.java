/** Fixtures that the tests of all modules share: sounds, and the look-up of the folder with real recordings. */
package io.auricle.testing;

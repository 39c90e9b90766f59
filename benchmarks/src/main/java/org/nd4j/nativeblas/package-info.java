/** One class under a name that Deeplearning4j M2.1 looks for and no longer has. */
package org.nd4j.nativeblas;

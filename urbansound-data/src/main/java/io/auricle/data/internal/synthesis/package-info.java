/** Makes the sounds of the synthetic city: tones, noises, and ten ways to arrange them in time. Not exported. */
package io.auricle.data.internal.synthesis;

package io.auricle.zoo;

/**
 * Bands and frames of a network's input.
 *
 * @param bands  rows
 * @param frames columns, in time
 */
public record InputSize(int bands, int frames) {

    /** What a valid convolution of this kernel would have to read to give this size. */
    InputSize beforeConvolution(int kernel) {
        return new InputSize(bands + kernel - 1, frames + kernel - 1);
    }

    /** What a max-pooling would have to read to give this size; a rest is dropped, as in Keras. */
    InputSize beforePooling(int bandStep, int frameStep) {
        return new InputSize(bands * bandStep, frames * frameStep);
    }

    InputSize afterConvolution(int kernel) {
        return new InputSize(bands - kernel + 1, frames - kernel + 1);
    }

    InputSize afterPooling(int bandStep, int frameStep) {
        return new InputSize(bands / bandStep, frames / frameStep);
    }
}

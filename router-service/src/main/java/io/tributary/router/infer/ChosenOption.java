package io.tributary.router.infer;

/**
 * The answer to one question.
 *
 * @param option index of the chosen option, the lowest on ties
 * @param probabilities of the options, in their order; they sum to 1
 */
public record ChosenOption(int option, float[] probabilities) {}

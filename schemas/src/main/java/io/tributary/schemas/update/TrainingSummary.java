package io.tributary.schemas.update;

/**
 * The metrics that local training of one update reported.
 *
 * @param steps optimiser steps
 * @param firstLoss loss of the first step's batch
 * @param lastLoss loss of the last step's batch
 * @param stepNanos nanoseconds spent inside training steps
 * @param tokens tokens that were trained on, padding excluded
 */
public record TrainingSummary(
    int steps, double firstLoss, double lastLoss, long stepNanos, long tokens) {}
